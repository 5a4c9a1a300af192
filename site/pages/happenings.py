"""What happens when: the one list that the home page, `/kalender/` and `/kalender.ics` read.

An app adds a source in its `apps.ready()`; a source answers for any stretch of days, both ends included:

    from pages import happenings
    happenings.add_source(festival_days)    # (first: date, last: date) -> Iterable[Happening]

Sources give public things only: no name of a child, nothing that needs a sign-in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

FAR = dt.timedelta(days=366)


class Kind(StrEnum):
    """What it is, so that a page may leave some out. Holidays are in the calendar, not on the home page."""

    EVENT = "event"
    PROGRAMME = "programme"
    MOBILE_LIBRARY = "mobile_library"
    HOLIDAY = "holiday"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One thing on one or more days.

    All day: `starts` and `ends` are dates, the last day included. Otherwise both are aware datetimes.
    `url` is a path of this site or an absolute address. `uid` never changes and belongs to one thing only,
    for instance "program-12-mulai". `sequence` grows with every change that people must hear of.
    """

    title: str
    url: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime
    uid: str
    place: str = ""
    summary: str = ""
    all_day: bool = False
    cancelled: bool = False
    kind: Kind = Kind.EVENT
    sequence: int = 0
    changed_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        timed = isinstance(self.starts, dt.datetime), isinstance(self.ends, dt.datetime)
        if timed != (not self.all_day,) * 2:
            raise TypeError("All day takes dates, everything else datetimes.")

    @property
    def first_day(self) -> dt.date:
        return _day(self.starts)

    @property
    def last_day(self) -> dt.date:
        return _day(self.ends)


Source = Callable[[dt.date, dt.date], Iterable[Happening]]
sources: list[Source] = []


def add_source(source: Source) -> None:
    """Adding the same source again changes nothing: `ready()` may run twice."""
    if source not in sources:
        sources.append(source)


def between(first: dt.date, last: dt.date) -> list[Happening]:
    """Everything that touches these days, earliest first; the cancelled too."""
    found = [each for source in sources for each in source(first, last)]
    return sorted(found, key=lambda each: (each.first_day, not each.all_day, _moment(each), each.title))


def coming(
    how_many: int = 3, *, without: Iterable[Kind] = (Kind.HOLIDAY,), today: dt.date | None = None
) -> list[Happening]:
    """What still lies ahead or is going on today, the cancelled left out."""
    today = today or timezone.localdate()
    kept_out = set(without)
    ahead = between(today, today + FAR)
    shown = [each for each in ahead if not each.cancelled and each.kind not in kept_out]
    return shown[:how_many]


def _day(value: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


def _moment(each: Happening) -> float:
    return each.starts.timestamp() if isinstance(each.starts, dt.datetime) else 0.0
