"""Text out of files, such that a terminal or a log shows it and does nothing else."""


def visible(text: str) -> str:
    """Return one line in which every character is seen: a blank for a tab, "<U+202E>" for what has no shape.

    A file may hold sequences that move a terminal's cursor, or marks that turn the direction of writing around; and
    what nobody sees is often the very thing that a finding is about. Names that are no UTF-8 come as lone surrogates.
    """
    if text.isprintable():
        return text
    return "".join(_shape(character) for character in text)


def _shape(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character in "\t\n" else f"<U+{ord(character):04X}>"
