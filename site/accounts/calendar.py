"""Which days are school days: the one answer that streaks, boards of sessions and due dates share.

    calendar = calendar_of(school, first, last)      # one query
    calendar.is_school_day(day), calendar.reason(day), calendar.school_days(first, last)
    calendar.streak(days_read, today)

A day is free because the country keeps it (public holidays and joint leave, Islamic dates included), because
the school set it, or because the school never meets on that day of the week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import gettext as _

from .models import School, SchoolHoliday

ONE_DAY = dt.timedelta(days=1)


class DayKind(StrEnum):
    SCHOOL = "school"
    PUBLIC = "public"
    OWN = "own"
    WEEKLY = "weekly"


@lru_cache(maxsize=16)
def public_holidays(year: int) -> Mapping[dt.date, str]:
    """The country's holidays and joint leave of one year, in Indonesian.

    The library is slow to import, therefore it is asked for only when the first calendar is.
    """
    from holidays import country_holidays

    found = country_holidays("ID", years=year, language="id", categories=("public", "government"))
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


@dataclass(frozen=True)
class SchoolCalendar:
    """One school from `first` to `last`; it does not answer about other days."""

    school: School
    first: dt.date
    last: dt.date
    own: Mapping[dt.date, str] = field(default_factory=dict)

    def is_school_day(self, day: dt.date) -> bool:
        return self.kind_of(day) == DayKind.SCHOOL

    def kind_of(self, day: dt.date) -> DayKind:
        self._check(day)
        if day in public_holidays(day.year):
            return DayKind.PUBLIC
        if day in self.own:
            return DayKind.OWN
        return DayKind.SCHOOL if self.school.meets_on(day) else DayKind.WEEKLY

    def reason(self, day: dt.date) -> str:
        """Why there are no lessons; empty on a school day."""
        kind = self.kind_of(day)
        if kind == DayKind.PUBLIC:
            return public_holidays(day.year)[day]
        if kind == DayKind.OWN:
            return self.own[day]
        return _("weekly day off") if kind == DayKind.WEEKLY else ""

    def school_days(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """The school days from `first` to `last`, both included."""
        return [day for day in days_between(first, last) if self.is_school_day(day)]

    def streak(self, read_days: Collection[dt.date], today: dt.date) -> int:
        """School days in a row with reading, up to today, as far back as the calendar goes.

        A school day without reading ends it, except today, which is not over. Days without lessons
        neither end it nor count.
        """
        read = set(read_days)
        earliest = max(self.first, min(read, default=today))
        length, day = 0, min(today, self.last)
        while day >= earliest:
            if self.is_school_day(day):
                if day in read:
                    length += 1
                elif day != today:
                    break
            day -= ONE_DAY
        return length

    def _check(self, day: dt.date) -> None:
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} lies outside the calendar from {self.first} to {self.last}.")


def calendar_of(school: School, first: dt.date, last: dt.date) -> SchoolCalendar:
    """The school's calendar for these days; one query."""
    ranges = SchoolHoliday.objects.of(school).between(first, last)
    own = {
        day: holiday.name
        for holiday in ranges
        for day in days_between(max(first, holiday.starts_on), min(last, holiday.ends_on))
    }
    return SchoolCalendar(school, first, last, own)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every day from `first` to `last`, both included; none if they are in the wrong order."""
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]
