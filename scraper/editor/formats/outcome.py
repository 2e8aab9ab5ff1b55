"""The outcome of a check: what was found, what was mended, and the sentence that sums it up."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from scraper.counted import counted
from scraper.editor.check import Checked
from scraper.editor.finding import Severity
from scraper.editor.fixing import Mended
from scraper.editor.formats.visible import visible
from scraper.editor.project import Project


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of `tips check` has to tell.

    `codes` are the rules that it looked by; `asked` says that files or folders were named, rather than all tips meant;
    `since` names the commit that tips had to differ from, if any.
    """

    project: Project
    checked: Checked
    codes: Collection[str]
    mended: tuple[Mended, ...] = ()
    asked: bool = False
    since: str = ""

    def fails(self, *, strict: bool) -> bool:
        """Whether there is an error, or, strictly, at least a warning."""
        failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(finding.rule.severity in failing for finding in self.checked.findings)

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.rule.severity for finding in self.checked.findings)

    @property
    def files(self) -> int:
        """In how many files something is off."""
        return len({finding.place for finding in self.checked.findings})

    @property
    def fixable(self) -> int:
        """How many findings --fix would mend."""
        return sum(1 for finding in self.checked.findings if finding.edits)

    @property
    def headline(self) -> str:
        """All of it in a sentence or two, without a word out of any file."""
        checked = self.checked
        if not checked.findings:
            if self.since:
                return self._in_order_since
            if checked.files:
                return "The tip is in order." if checked.files == 1 else f"All {checked.files:,} tips are in order."
            if self.asked:
                return "There are no tips among these files."
            return 'There are no tips yet. Begin one with: tips new "A title"'
        parts = [counted(self.counts[severity], severity) for severity in Severity if self.counts[severity]]
        told = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
        sentence = f"{told} in {counted(self.files, 'file')} ({counted(checked.files, 'tip')} checked)"
        if self.fixable:
            which = "it" if len(checked.findings) == 1 else f"{self.fixable:,} of them"
            sentence += f"; tips check --fix mends {which}"
        return f"{sentence}."

    @property
    def _in_order_since(self) -> str:
        number = self.checked.files
        if not number:
            return f"No tip was added or changed since {visible(self.since)}, and none was broken."
        which = "The tip" if number == 1 else f"All {number:,} tips"
        return f"{which} that changed since {visible(self.since)} {'is' if number == 1 else 'are'} in order."
