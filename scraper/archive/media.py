"""Media: the pictures and documents that lie beside the tips."""

from pathlib import Path

# Files that may lie beside the tips and be shown in them. Others could be pages of their own, and hold scripts.
MEDIA = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp"})


def media(folder: Path) -> dict[str, Path]:
    """Return pictures and documents that lie beside the tips, by their path on the site, in order."""
    return {
        f"tips/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in MEDIA and path.is_file() and not path.name.startswith(".")
    }
