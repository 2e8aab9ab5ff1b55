"""What the archive adds to the site besides the tips themselves, by name, without making all of it."""

from scraper.archive.archive import Archive
from scraper.archive.feeds.channel import channels
from scraper.archive.machines import catalogue, llms
from scraper.archive.settings import Settings
from scraper.archive.views.prepare import views
from scraper.archive.views.week_files import week_files


def generated(archive: Archive, settings: Settings) -> frozenset[str]:
    """Return the places among the sources of all views, feeds, and files for machines."""
    feeds = (path for channel in channels(archive, settings) for path in channel.files)
    weeks = (path for path, _ in week_files(archive))
    return frozenset((*(page.src_uri for page in views(archive, settings)), *feeds, *weeks, catalogue.FILE, llms.FILE))
