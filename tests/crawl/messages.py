"""Our English sentences, to find one that reached an Indonesian page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

PO = Path(__file__).resolve().parents[2] / "site" / "locale" / "id" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>")
SHORTEST, FEWEST_WORDS = 18, 3


@cache
def english() -> frozenset[str]:
    """The longest plain piece of each message that is long enough to be recognised."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="id")
    pieces = set()
    for message in catalogue:
        forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, str) else " ".join(message.string or ())
        pieces |= {piece for form in forms for piece in _longest(form) if piece not in said}
    return frozenset(pieces)


def _longest(message: str) -> Iterable[str]:
    pieces = (" ".join(piece.split()) for piece in PLACEHOLDER.split(message))
    longest = max(pieces, key=len, default="")
    if len(longest) >= SHORTEST and len(longest.split()) >= FEWEST_WORDS:
        yield longest


def untranslated(text: str) -> list[str]:
    return sorted(piece for piece in english() if piece in text)
