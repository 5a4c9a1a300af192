"""Cells as people write them. A widget raises ValueError with the sentence for its column."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _
from import_export.widgets import Widget

from literasi.catalogue.slims.values import read_isbn
from ui.files import active

MONTHS = (
    "jan feb mar apr mei jun jul agu sep okt nov des",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "january february march april may june july august september october november december",
)
MONTH = {name: number for names in MONTHS for number, name in enumerate(names.split(), start=1)}
MONTH |= {"agt": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2, "sept": 9}
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{4})")
YES = {"ya", "y", "yes", "true", "benar", "1", "x", "v", "✓", "✔", "selesai", "tamat", "wajib"}
NO = {"", "tidak", "t", "n", "no", "false", "salah", "0", "-", "belum", "tdk"}
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")


def plain(text: str) -> str:
    """The cell's text; a formula or an unreadable character is refused, whatever the column."""
    if text.startswith("="):
        raise ValueError(_("This is a formula. Write its value instead."))
    if UNREADABLE.search(text):
        raise ValueError(_("There is an unreadable character."))
    return active(text)


class Text(Widget):
    def __init__(self, longest: int, *, lines: bool = False) -> None:
        super().__init__()
        self.longest, self.lines = longest, lines

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = plain(value)
        text = text.strip() if self.lines else " ".join(text.split())
        if len(text) > self.longest:
            raise ValueError(_("At most %(limit)d characters fit here.") % {"limit": self.longest})
        return text

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Day(Widget):
    """2026-11-20, 20/11/2026, 20 November 2026: the day stands before the month, as people write here."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dt.date | None:
        text = plain(value).strip()
        if not text:
            return None
        if found := YEAR_FIRST.fullmatch(text):
            year, month, day = found.groups()
        elif found := DAY_FIRST.fullmatch(text):
            day, month, year = found.groups()
        else:
            raise ValueError(self._problem(text))
        number = int(month) if month.isdigit() else MONTH.get(month.lower(), 0)
        try:
            return dt.date(int(year), number, int(day))
        except ValueError:
            raise ValueError(self._problem(text)) from None

    def _problem(self, text: str) -> str:
        return _("“%(text)s” is not a date. Write it as 2026-11-20 or 20/11/2026.") % {"text": text[:40]}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class Number(Widget):
    """A whole number from `least` to `most`; nothing is nothing."""

    def __init__(self, most: int, least: int = 0) -> None:
        super().__init__()
        self.least, self.most = least, most

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        text = plain(value).strip()
        if text in ("", "-"):
            return None
        found = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", text)
        number = int(found[1]) if found else -1
        if not self.least <= number <= self.most:
            limits = {"text": text[:40], "least": self.least, "most": self.most}
            raise ValueError(_("“%(text)s” is not a whole number from %(least)d to %(most)d.") % limits)
        return number

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class YesNo(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        text = plain(value).strip().lower()
        if text not in YES | NO:
            raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})
        return text in YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return _("yes") if value else _("no")


class Isbn(Widget):
    """A valid ISBN-13, or nothing: what is no ISBN identifies no book, and the row is good without it."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return read_isbn(plain(value))[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value or ""


class Choice(Widget):
    """One of a TextChoices or IntegerChoices, by its value or its label in either language."""

    def __init__(self, choices: Any, default: Any = None) -> None:
        super().__init__()
        self.choices, self.default = choices, default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = plain(value).strip().lower()
        if not text:
            return self.default
        for member in self.choices:
            if text in (str(member.value), str(member.label).lower(), member.name.lower()):
                return member.value
        allowed = ", ".join(str(member.label) for member in self.choices)
        raise ValueError(_("“%(text)s” is not known here. Write one of: %(allowed)s.")
                         % {"text": text[:40], "allowed": allowed})  # fmt: skip

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value in (None, "") else str(self.choices(value).label)
