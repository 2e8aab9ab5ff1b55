"""How good suggested tags are, and how fast: `python -m benchmarks.suggest [FOLDER…]`.

Good: each tip of an archive in turn is asked about as if it had no tags, and its real tags are looked for among what is
suggested; beside it, what the archive's three most used tags would have hit. Fast, in seconds of the processor: one tip
of 10,000, and a check of 10,000 of which every other one has no tags.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.tips import generate, write_tips
from scraper.editor.check import check
from scraper.editor.desk import Desk, open_desk
from scraper.editor.project import Project
from scraper.editor.rulebook import chosen
from scraper.editor.tags.suggest import MOST, Suggester, Suggestion
from scraper.frontmatter import render
from scraper.progress import Quiet
from scraper.shelf import read_shelf, tip_files
from scraper.tip import FiledTip
from scraper.vocabulary import Vocabulary, load_vocabulary

_TIPS = 10_000


def main() -> None:
    """Print how good suggestions are for the starter archive and other folders of tips, then how fast they are."""
    _quality(Path("docs/tips"), load_vocabulary(Path("docs/tags.yml")))
    for folder in map(Path, sys.argv[1:]):
        _quality(folder, Vocabulary())  # of other archives only their tips are known
    _speed()


def _quality(folder: Path, vocabulary: Vocabulary) -> None:
    tips = [filed for filed in read_shelf(folder).tips if filed.tip.tags]
    suggester = Suggester(tips, vocabulary)
    common = [tag for tag, _ in Counter(tag for filed in tips for tag in filed.tip.tags).most_common(MOST)]
    usual = sum(not set(common).isdisjoint(filed.tip.tags) for filed in tips)
    print(f"{folder}: {len(tips)} tips with tags; its {MOST} most used tags would hit {usual / len(tips):.0%}")
    for name, bodies, sure in (
        ("text", True, False),
        ("text, sure ones", True, True),
        ("title, sure ones", False, True),
    ):
        asked = [replace(filed.tip, tags=(), body=filed.tip.body if bodies else "") for filed in tips]
        found = [
            [one for one in suggester.suggest(tip, filed.path) if one.sure or not sure]
            for tip, filed in zip(asked, tips, strict=True)
        ]
        print(f"  by {name}: {_figures(tips, found)}")


def _figures(tips: Iterable[FiledTip], found: Iterable[list[Suggestion]]) -> str:
    pairs = [(set(filed.tip.tags), [one.tag for one in some]) for filed, some in zip(tips, found, strict=True)]
    hits = sum(not tags.isdisjoint(some) for tags, some in pairs)
    first = sum(bool(some) and some[0] in tags for tags, some in pairs)
    all_, right = sum(len(some) for _, some in pairs), sum(len(tags.intersection(some)) for tags, some in pairs)
    return (
        f"one of the {MOST} fits {hits / len(pairs):.0%}, the first {first / len(pairs):.0%}; "
        f"{all_ / len(pairs):.1f} a tip, of which {right / max(1, all_):.0%} fit"
    )


def _speed() -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folder = root / "docs" / "tips"
        write_tips(folder, _TIPS)
        desk = _desk(root)
        one = next(generate(1))
        begun = time.process_time()
        desk.suggester.suggest(one.tip, one.path)
        print(f"one of {_TIPS:,} tips: {time.process_time() - begun:.1f} s")
        for number, filed in enumerate(read_shelf(folder).tips):
            if number % 2:
                (folder / filed.path).write_text(render(replace(filed.tip, tags=())), "utf-8")
        paths = tuple(tip_files(folder))
        begun = time.process_time()
        findings = check(_desk(root), paths, chosen(["TIP3"], ()), Quiet()).findings
        print(f"a check of {_TIPS:,} tips: {time.process_time() - begun:.1f} s, {len(findings):,} findings")


def _desk(root: Path) -> Desk:
    return open_desk(Project(root, root / "docs/tips", root / "docs", root / "docs/tags.yml", root / "sources.toml"))


if __name__ == "__main__":
    main()
