"""When a library is open: hours of a week, days that differ, and what that means right now.

Nothing here asks the database: a `Schedule` is made from the rows (models.OpeningHours.schedule) and may be
kept. Times are minutes since midnight in the library's own time zone; a span ends on the day it began.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .exceptions import HoursOverlap, HoursReversed, HoursUnreadable

DAY = 24 * 60
LOOK_AHEAD = 60  # days; what is closed longer is closed until further notice
_TIME = r"(\d{1,2})(?:[.:](\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|—|s\s*\.?\s*/?\s*d\b\.?|sampai|hingga|to)\s*{_TIME}", re.IGNORECASE)
_FILLING = re.compile(r"pukul|jam|dan|and|wib|wita|wit|[\s,;&]+", re.IGNORECASE)
_CLOSED = {"", "-", "–", "tutup", "libur", "closed"}


class Span(NamedTuple):
    """Open from `opens` until `closes`."""

    opens: int
    closes: int


def clock(minutes: int, sign: str = ".") -> str:
    """`07.00`; machines want `07:00`."""
    return f"{minutes // 60:02d}{sign}{minutes % 60:02d}"


def written(spans: Iterable[Span], sign: str = ".") -> str:
    """`07.00–12.00, 13.00–16.00`; empty where it is closed."""
    return ", ".join(f"{clock(span.opens, sign)}–{clock(span.closes, sign)}" for span in spans)


def read(text: str) -> tuple[Span, ...]:
    """Hours as people write them (`7-12, 13.00 s.d. 16.00`, `tutup`), in order; touching ones become one.

    Raises HoursUnreadable, HoursReversed or HoursOverlap.
    """
    text = text.strip()
    if text.lower() in _CLOSED:
        return ()
    if _FILLING.sub("", _SPAN.sub("", text)):
        raise HoursUnreadable
    found = sorted(Span(_minutes(a, b), _minutes(c, d)) for a, b, c, d in _SPAN.findall(text))
    if not found:
        raise HoursUnreadable
    if any(span.opens >= span.closes for span in found):
        raise HoursReversed
    return _joined(found)


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or total > DAY:
        raise HoursUnreadable
    return total


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    result = spans[:1]
    for span in spans[1:]:
        if span.opens < result[-1].closes:
            raise HoursOverlap
        if span.opens == result[-1].closes:
            result[-1] = Span(result[-1].opens, span.closes)
        else:
            result.append(span)
    return tuple(result)


@dataclass(frozen=True)
class Different:
    """Days from `first` to `last` with other hours than the week's, or none, and why."""

    first: dt.date
    last: dt.date
    spans: tuple[Span, ...]
    reason: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Day:
    date: dt.date
    spans: tuple[Span, ...]
    reason: str = ""


@dataclass(frozen=True)
class State:
    """Open until `closes`, or closed until `opens` (None: nobody knows)."""

    closes: int | None = None
    opens: dt.datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.closes is not None


@dataclass(frozen=True)
class Schedule:
    """`week`: the spans of Monday to Sunday. Of several exceptions for a day the shortest holds.

    `holidays`: public holidays on which it is closed, unless an exception says otherwise.
    """

    week: tuple[tuple[Span, ...], ...]
    zone: str
    different: tuple[Different, ...] = ()
    holidays: Mapping[dt.date, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anybody has filled it in."""
        return any(self.week) or bool(self.different)

    def now(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def on(self, date: dt.date) -> Day:
        holding = [each for each in self.different if each.first <= date <= each.last]
        if holding:
            closest = min(holding, key=lambda each: each.days)
            return Day(date, closest.spans, closest.reason)
        if date in self.holidays:
            return Day(date, (), self.holidays[date])
        return Day(date, self.week[date.weekday()])

    def state(self, moment: dt.datetime) -> State:
        here = self.now(moment)
        minute, today = here.hour * 60 + here.minute, self.on(here.date())
        for span in today.spans:
            if span.opens <= minute < span.closes:
                return State(closes=span.closes, reason=today.reason)
        return State(opens=self._next(here, minute), reason=today.reason)

    def _next(self, here: dt.datetime, minute: int) -> dt.datetime | None:
        for ahead in range(LOOK_AHEAD + 1):
            date = here.date() + dt.timedelta(days=ahead)
            for span in self.on(date).spans:
                if ahead or span.opens > minute:
                    midnight = dt.datetime.combine(date, dt.time(), here.tzinfo)
                    return midnight + dt.timedelta(minutes=span.opens)
        return None

    def coming(self, today: dt.date, days: int = LOOK_AHEAD) -> list[Different]:
        """What differs from the week, holidays included, from today on; a day is told once."""
        until = today + dt.timedelta(days=days)
        told = [each for each in self.different if each.last >= today and each.first <= until]
        named = {
            day: name
            for day, name in self.holidays.items()
            if today <= day <= until and self.week[day.weekday()] and self.on(day).reason == name
        }
        told += [Different(day, day, (), name) for day, name in named.items()]
        return sorted(told, key=lambda each: (each.first, each.days))
