"""The form of a new tip: what stands in each field until somebody writes something better."""

from scraper.tip import Tip

FORM = Tip(
    title="What the tip says, in a few words",
    tags=("a tag out of docs/tags.yml",),
    author="Your name",
    description="One sentence that says why the tip is worth reading.",
    body="Write the tip here. Leave a blank line between paragraphs.\n",
)
