"""Tips to search: enough for a second page of results, and of several scripts and languages."""

from pathlib import Path

from tests.site_fixtures import TIPS, a_tip, build_site, filed

TAGS = [f"topic {n:02}" for n in range(14)]
# Enough for a second page of results, and for more values of a filter than show at first.
MANY = tuple(
    filed(
        f"many-{n:02}",
        a_tip(
            f"Kingfisher {n}",
            f"{2000 + n}-06-0{n % 7 + 1}",
            f"The kingfisher number {n} waits by the river. " + "It waits and waits. " * n,
            tags=(TAGS[n % 14], TAGS[n % 3], "birds"),
            author="Ada Fenwick" if n % 2 else "Jonas Prill",
            source="elsewhere" if n % 5 == 0 else "",
        ),
    )
    for n in range(23)
)
ODD = (
    filed(
        "marks",
        a_tip(
            "Café talk",
            "2021-01-05",
            "An un*believ*able CAFÉ, and a `cafe`. Not cafes: the café's own, café<br>bar; cafeteria.\n\n"
            "A `<b>café</b>` [café](https://far.example/)\n\n"
            + "Much lies between.\n\n" * 60
            + "A zeugma stands here.",
            tags=("writing",),
        ),
    ),
    filed("deutsch", a_tip("Grüße", "2021-01-12", "Wir grüßen die Gäste mit Verständnis.", lang="de")),
    filed(
        "nihongo",
        a_tip("電話の応対", "2021-01-19", "お客様の名前を確認してから、電話を転送します。東京駅。", lang="ja"),
    ),
    filed("kyoto", a_tip("京都", "2021-01-26", "京都の東にある駅。", lang="ja")),
    filed("only-picture", a_tip("Only seen", "2021-02-02", "![A quetzal on a branch](quetzal.png)")),
)
SEARCHED = (*TIPS, *MANY, *ODD)


def build_searched(folder: Path) -> Path:
    """Return a folder to serve, in which the built site of these tips lies."""
    (folder / "tips" / "2021").mkdir(parents=True)
    (folder / "tips" / "2021" / "quetzal.png").write_bytes(b"")
    (folder / "tips" / "2023").mkdir()
    (folder / "tips" / "2023" / "dot.png").write_bytes(b"")
    return build_site(folder, SEARCHED)
