"""When the mobile library comes where: rules of repetition, single days, and visits that are called off.

Nothing here asks the database; pages.blocks.stops says how editors write it down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WEEK = dt.timedelta(days=7)


class Repeats(StrEnum):
    DATES = "dates"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Stop:
    """A place with its times. `key` never changes; `cancelled`: day → reason.

    `first` sets the weekday; monthly means the same weekday of the same week of the month, or the last.
    """

    key: str
    place: str
    village: str
    repeats: Repeats
    first: dt.date
    starts: dt.time
    ends: dt.time
    last: dt.date | None = None
    more: tuple[dt.date, ...] = ()
    who: str = ""
    note: str = ""
    cancelled: Mapping[dt.date, str] = field(default_factory=dict)

    def days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Its days between the two, both included, in order; the called off too."""
        last = min(last, self.last or last)
        if self.repeats == Repeats.DATES:
            yield from (day for day in sorted({self.first, *self.more}) if first <= day <= last)
            return
        step = 2 * WEEK if self.repeats == Repeats.FORTNIGHTLY else WEEK
        day = self.first + max(0, -(-(first - self.first).days // step.days)) * step
        while day <= last:
            if self.repeats != Repeats.MONTHLY or self._same_week_of_month(day):
                yield day
            day += step

    def comes_on(self, day: dt.date) -> bool:
        return day in self.days(day, day)

    def _same_week_of_month(self, day: dt.date) -> bool:
        """A first day in the fifth week stands for the last of its weekday."""
        wanted = (self.first.day - 1) // 7
        return (day + WEEK).month != day.month if wanted == 4 else (day.day - 1) // 7 == wanted

    @property
    def rule(self) -> str:
        """`Setiap Selasa`, `Selasa kedua setiap bulan`."""
        words = {"day": WEEKDAYS[self.first.weekday()]}
        if self.repeats == Repeats.WEEKLY:
            return _("Every %(day)s") % words
        if self.repeats == Repeats.FORTNIGHTLY:
            return _("Every other %(day)s") % words
        if self.repeats == Repeats.MONTHLY:
            nth = (_("first"), _("second"), _("third"), _("fourth"), pgettext("of the month", "last"))
            return _("The %(nth)s %(day)s of the month") % {**words, "nth": nth[(self.first.day - 1) // 7]}
        return ", ".join(date_format(day, "j F Y") for day in sorted({self.first, *self.more}))


@dataclass(frozen=True)
class Visit:
    """A stop on one day; `reason` says why it is called off."""

    stop: Stop
    day: dt.date
    reason: str | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.reason is not None

    @property
    def uid(self) -> str:
        return f"keliling-{self.stop.key}-{self.day:%Y%m%d}"

    def day_in_words(self, today: dt.date) -> str:
        """`Hari ini`, `Besok`, `Selasa, 24 November`."""
        ahead = (self.day - today).days
        if ahead in (0, 1):
            return _("Tomorrow") if ahead else _("Today")
        return date_format(self.day, "l, j F")


def visits(stops: Iterable[Stop], first: dt.date, last: dt.date) -> list[Visit]:
    """Everything between the two days, earliest first."""
    found = [Visit(stop, day, stop.cancelled.get(day)) for stop in stops for day in stop.days(first, last)]
    return sorted(found, key=lambda visit: (visit.day, visit.stop.starts, visit.stop.place))


def coming(stops: Iterable[Stop], now: dt.datetime, days: int) -> list[Visit]:
    """Those not over yet; `now` in the time zone of the stops."""
    found = visits(stops, now.date(), now.date() + dt.timedelta(days=days))
    return [visit for visit in found if visit.day > now.date() or visit.stop.ends > now.time()]


def villages(stops: Iterable[Stop]) -> dict[str, str]:
    """What can be chosen: slug → name, by name."""
    return {slugify(name): name for name in sorted({stop.village for stop in stops})}
