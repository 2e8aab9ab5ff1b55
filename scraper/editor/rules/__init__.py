"""What one file tells: a module a subject, each with `findings(manuscript, desk)`, in the order of the rulebook."""

from scraper.editor.rules import contract, dates, encoding, headings, html, links, names, pictures, tags, text

CHECKS = (
    *(contract.findings, dates.findings, tags.findings),
    *(headings.findings, text.findings, html.findings),
    *(links.findings, pictures.findings, encoding.findings, names.findings),
)
