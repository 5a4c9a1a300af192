"""Draws and keeps the pictures of `ui.sharing`. Only the worker calls this: one takes a fifth of a second."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from . import sharing
from .batik import cover_svg, postcard_svg
from .branding import site_name
from .chance import printable
from .pdf import render_png
from .sharing import MOST_LETTERS, MOST_ON_DEMAND, Card

BREAK = "\u200b"  # where a word too long for a line may go on below
LONG_WORD = 18  # letters that fit a line at a size one can read
COLOURS = 128  # a palette of so many is a third of the bytes, and nobody sees the difference
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#fbf4e2" '
    'stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path fill="#fbf4e2" d="M16 2.5C9.5 5 5 '
    '9.5 1.5 15.5 6 13.8 11 13 16 13s10 .8 14.5 2.5C27 9.5 22.5 5 16 2.5z"/><path d="M7 15.5 9.5 25h13L25 '
    '15.5M6 25h20M9.5 25v4.5M22.5 25v4.5"/><path stroke="#e8b84f" d="M16 24v-7m0 3.5c-2.5 0-3.5-1.3-3.5-3 '
    '2.3 0 3.5 1 3.5 3zm0 0c2.5 0 3.5-1.3 3.5-3-2.3 0-3.5 1-3.5 3z"/></svg>'
)


def draw(card: Card) -> bytes:
    """The picture as PNG, 1200 × 630, under 150 kB."""
    title = _short(card.title)
    drawn = render_png(
        "ui/postcard.typ",
        {
            "title": _breakable(title),
            "eyebrow": _short(card.eyebrow, 40),
            "site": site_name(),
            "ground": postcard_svg(title, card.pattern),
            "cover": "" if card.book is None else cover_svg(title, card.book, card.level),
            "mark": MARK,
        },
    )
    with Image.open(io.BytesIO(drawn)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def keep(kind: str, pk: int) -> bool:
    """Draw what is missing and take older pictures of the same thing away; False if nothing was drawn."""
    known, stored = sharing.kinds.get(kind), sharing.stored()
    card = known.cards([pk]).get(pk) if known else None
    digests = stored.get((kind, pk), set())
    _remove(kind, pk, digests - {card.digest if card else ""})
    if card is None or card.digest in digests or sum(kind == of for of, _ in stored) >= MOST_ON_DEMAND:
        return False
    default_storage.save(sharing.path_of(kind, pk, card.digest), ContentFile(draw(card)))
    return True


def sweep(most: int) -> int:
    """Draw what is missing and mend what no longer fits, until so many are drawn; returns how many."""
    drawn, stored = 0, sharing.stored()
    for name, kind in sharing.kinds.items():
        wanted = set(kind.eager())
        present = {pk for other, pk in stored if other == name}
        cards = kind.cards(wanted | present)
        for pk in present | wanted:
            digests, card = stored.get((name, pk), set()), cards.get(pk)
            fitting = {card.digest} if card else set()
            missing = pk in wanted and not fitting <= digests
            if (digests - fitting or missing) and drawn < most:
                drawn += keep(name, pk)
    return drawn


def _remove(kind: str, pk: int, digests: Iterable[str]) -> None:
    for digest in digests:
        default_storage.delete(sharing.path_of(kind, pk, digest))


def _breakable(text: str) -> str:
    words = text.split()
    return " ".join(BREAK.join(w[n : n + LONG_WORD] for n in range(0, len(w), LONG_WORD)) for w in words)


def _short(text: str, most: int = MOST_LETTERS) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
