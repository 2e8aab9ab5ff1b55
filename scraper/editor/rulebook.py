"""The rulebook: every rule that tips are checked by. Codes are stable: one that is no longer used is never used again.

Each has a page with a wrong and a right example: docs/rules/tip201.md.
"""

from collections.abc import Iterable, Mapping

from scraper.editor.finding import Rule, Severity
from scraper.errors import ConfigError

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_ALL = (
    # 1xx: the front matter and its keys
    Rule("TIP101", "no-front-matter", _ERROR, "The first line is no “---”.", fixable=True),
    Rule("TIP102", "front-matter-open", _ERROR, "The front matter has no closing “---”.", fixable=True),
    Rule("TIP103", "yaml", _ERROR, "The front matter cannot be read.", fixable=True),
    Rule("TIP104", "colon", _ERROR, "A text with a colon, “#” or the like stands without quotes.", fixable=True),
    Rule("TIP105", "tab", _ERROR, "A tab, or an odd blank, stands where the front matter needs blanks.", fixable=True),
    Rule("TIP106", "curly-quotes", _ERROR, "Curly quotes stand where straight ones should, or none.", fixable=True),
    Rule("TIP107", "no-keys", _ERROR, "The front matter holds no keys."),
    Rule("TIP108", "unknown-key", _ERROR, "A key is unknown, or misspelt.", fixable=True),
    Rule("TIP109", "key-twice", _ERROR, "A key stands twice.", fixable=True),
    Rule("TIP110", "no-title", _ERROR, "The title is missing."),
    Rule("TIP111", "wrong-form", _ERROR, "A list stands where one text should, or the other way round.", fixable=True),
    Rule("TIP112", "unknown-choice", _ERROR, "A key that takes one of a few words has another.", fixable=True),
    Rule("TIP113", "source-address", _ERROR, "The address of the source is no web address."),
    Rule("TIP114", "placeholder", _ERROR, "A text of the empty form was left in."),
    # 2xx: dates
    Rule("TIP201", "no-date", _ERROR, "The date is no day of the calendar."),
    Rule("TIP202", "date-form", _ERROR, "The date is written in another form than YYYY-MM-DD.", fixable=True),
    Rule("TIP203", "date-missing", _ERROR, "An editor's tip has no date."),
    Rule("TIP204", "date-precision", _ERROR, "The date's precision doesn't fit the date."),
    Rule("TIP205", "folder", _ERROR, "The file lies in the folder of another year."),
    Rule("TIP206", "scheduled", _NOTE, "The date lies ahead: the tip is published on that day."),
    # 3xx: tags
    Rule("TIP301", "no-tags", _WARNING, "The tip has no tags."),
    Rule("TIP302", "unknown-tag", _ERROR, "A tag is not in the vocabulary."),
    Rule("TIP303", "tag-of-source", _WARNING, "The source uses a tag that is not in the vocabulary."),
    Rule("TIP304", "tag-spelling", _WARNING, "A tag is another spelling of a tag of the vocabulary.", fixable=True),
    Rule("TIP305", "many-tags", _WARNING, "The tip has more tags than help a reader."),
    Rule("TIP306", "tag-twice", _WARNING, "Two tags of a tip mean the same.", fixable=True),
    # 4xx: the text
    Rule("TIP401", "second-title", _WARNING, "The body has a heading of the first rank.", fixable=True),
    Rule("TIP402", "skipped-rank", _WARNING, "A heading skips a rank."),
    Rule("TIP403", "empty", _ERROR, "The tip has no text."),
    Rule("TIP404", "very-long", _WARNING, "The text is longer than a tip should be."),
    Rule("TIP405", "html", _WARNING, "HTML stands where Markdown would do."),
    Rule("TIP406", "active-html", _ERROR, "HTML that does something when the page is opened, such as a script."),
    Rule("TIP407", "active-link", _ERROR, "A link that runs a program instead of leading somewhere."),
    Rule("TIP408", "merge-conflict", _ERROR, "Marks of a merge conflict were left in."),
    Rule("TIP409", "leftover", _WARNING, "Words of the newsletter's frame were left in, such as “Read more”."),
    # 5xx: links and pictures
    Rule("TIP501", "broken-link", _ERROR, "A link leads to no page of the site."),
    Rule("TIP502", "broken-anchor", _ERROR, "A link leads to a heading that its page doesn't have."),
    Rule("TIP503", "picture-missing", _ERROR, "A picture is not where the text says."),
    Rule("TIP504", "picture-huge", _WARNING, "A picture is larger than a phone should load."),
    Rule("TIP505", "picture-without-words", _WARNING, "A picture has no description."),
    Rule("TIP506", "picture-elsewhere", _NOTE, "A picture lies on another host and is shown as a link."),
    Rule("TIP508", "list-of-tips", _ERROR, "A list of tips asks for what there isn't."),
    # 6xx: the file
    Rule("TIP600", "unreadable", _ERROR, "The file cannot be read."),
    Rule("TIP601", "encoding", _ERROR, "The file is not encoded as UTF-8.", fixable=True),
    Rule("TIP602", "line-ends", _WARNING, "Lines don't end as this archive's do.", fixable=True),
    Rule("TIP603", "byte-order-mark", _WARNING, "The file begins with an invisible mark.", fixable=True),
    Rule("TIP604", "file-name", _ERROR, "The file has a name that some system or address can't hold."),
    Rule("TIP605", "same-name", _ERROR, "Two files have names that some systems take for one."),
    Rule("TIP606", "alias", _ERROR, "An alias is no address of this site, or the address of something else."),
    Rule("TIP607", "invisible", _WARNING, "A character that nobody sees stands in the text.", fixable=True),
    Rule("TIP608", "garbled", _WARNING, "Letters were garbled by a wrong encoding."),
    Rule("TIP609", "not-a-tip", _WARNING, "A file lies among the tips that the archive doesn't read."),
    # 7xx: the archive as a whole
    Rule("TIP701", "near-duplicate", _WARNING, "The archive has a tip that is almost the same."),
    Rule("TIP702", "same-title", _WARNING, "Another tip has the same title."),
    # 8xx: the vocabulary
    Rule("TIP801", "vocabulary", _ERROR, "docs/tags.yml can't be used as it is."),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _ALL}


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that are selected, all where none is, without those that are ignored.

    Each may be a code, the beginning of codes ("TIP4"), or a rule's name. Raises ConfigError for one that is neither.
    """
    wanted = {code for word in select for code in _meant(word)} or set(RULES)
    return frozenset(wanted.difference(code for word in ignore for code in _meant(word)))


def _meant(word: str) -> list[str]:
    found = [rule.code for rule in _ALL if rule.code.startswith(word.upper()) or rule.name == word.lower()]
    if not (word and found):
        remedy = 'Write a code such as TIP201, the beginning of codes such as TIP2, or a name such as "no-date"'
        raise ConfigError(f'there is no rule "{word}"', remedy=remedy)
    return found
