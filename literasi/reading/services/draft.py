"""What a reader hands in, before any rule has looked at it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class BookChoice:
    """Exactly one of: a book on the reader's shelf, a catalogue title, a title written by hand."""

    shelf_id: int | None = None
    title_id: int | None = None
    name: str = ""
    author: str = ""


@dataclass(frozen=True)
class Draft:
    """One sitting. Without `page_from`, reading went on after the last page read.

    `pages` is for sources that know only a count; where `page_to` is given it is worked out.
    `confirmed`: the reader has been asked whether such an amount is meant, and said yes.
    """

    read_on: dt.date
    minutes: int = 0
    page_from: int | None = None
    page_to: int | None = None
    pages: int = 0
    finished: bool = False
    response: str = ""
    rating: int | None = None
    confirmed: bool = False
