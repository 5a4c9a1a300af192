"""Making a cell's text whole again: encoding accidents, SLiMS's wrappings, breaks, control characters."""

from __future__ import annotations

import re
from functools import lru_cache

import ftfy
from ftfy import TextFixerConfig

# Only what can be undone byte for byte. A guessed no-break space ("Ã " → "à") is not certain: "Ã" ends
# Portuguese words; and lossy sequences would have to be invented.
_CERTAIN = TextFixerConfig(
    restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=True, fix_c1_controls=True
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIV = re.compile(r"\A\s*<div\b[^>]*>(.*)</div>\s*\Z", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"(?:\\r)?\\n")


@lru_cache(maxsize=16384)
def repair(text: str) -> str:
    """Undo UTF-8 that was read as cp1252, once or several times. Good text comes back untouched."""
    fixed = ftfy.fix_encoding(text, _CERTAIN)
    return text if "\ufffd" in fixed and "\ufffd" not in text else fixed


def one_line(cell: str, *, escapes: bool = True) -> str:
    """A cell as one line: repaired, without control characters, single spaces.

    `escapes`: the two characters backslash and n mean a line break (biblio files only).
    """
    if not cell.isascii():
        cell = repair(cell)
    if escapes and "\\n" in cell:
        cell = _BREAK.sub(" ", cell)
    if not cell.isprintable():
        cell = _CONTROL.sub("", cell)
    return " ".join(cell.split())


def paragraphs(cell: str) -> str:
    """Notes: repaired, out of the `<div …>` SLiMS wraps them in, with real line breaks."""
    if not cell.isascii():
        cell = repair(cell)
    if "<" in cell:
        while found := _DIV.match(cell):
            cell = found[1]
    if "\\n" in cell:
        cell = _BREAK.sub("\n", cell)
    if not cell.isprintable():
        cell = _CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return cell.strip()


def several(cell: str) -> list[str]:
    """The parts of `<A><B <c>><D>`; a list without the brackets is separated by semicolons.

    Nothing comes twice, order is kept.
    """
    cell = cell.strip()
    if not cell:
        return []
    bracketed = cell.startswith("<") and cell.endswith(">")
    parts = cell[1:-1].split("><") if bracketed else cell.split(";")
    return list(dict.fromkeys(part for raw in parts if (part := one_line(raw))))
