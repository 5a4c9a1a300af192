"""A school year on one sheet: twelve months of weeks, and in words which days are free."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from dataclasses import dataclass
from itertools import groupby

from .calendar import DayKind, SchoolCalendar, calendar_of
from .models import School
from .services.calendars import YEARS

WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True)
class Day:
    date: dt.date
    kind: DayKind
    reason: str


@dataclass(frozen=True)
class FreeTime:
    """Free days in a row for one reason."""

    first: dt.date
    last: dt.date
    kind: DayKind
    reason: str


@dataclass(frozen=True)
class Month:
    """Weeks from Monday; `None` where a day belongs to the month before or after."""

    first: dt.date
    weeks: list[list[Day | None]]
    free: list[FreeTime]
    school_days: int


@dataclass(frozen=True)
class YearSheet:
    """July to June."""

    starts_in: int
    months: list[Month]

    @property
    def name(self) -> str:
        return f"{self.starts_in}/{self.starts_in + 1}"

    @property
    def school_days(self) -> list[int]:
        """Of the two semesters."""
        return [sum(month.school_days for month in half) for half in (self.months[:6], self.months[6:])]

    @property
    def before(self) -> int | None:
        return self.starts_in - 1 if self.starts_in - 1 in YEARS else None

    @property
    def after(self) -> int | None:
        return self.starts_in + 1 if self.starts_in + 1 in YEARS else None


def school_year_of(day: dt.date) -> int:
    """The year in which the school year of this day began."""
    return day.year if day.month >= 7 else day.year - 1


def sheet_of(school: School, starts_in: int) -> YearSheet:
    """One query."""
    calendar = calendar_of(school, dt.date(starts_in, 7, 1), dt.date(starts_in + 1, 6, 30))
    firsts = [dt.date(starts_in + (n > 12), (n - 1) % 12 + 1, 1) for n in range(7, 19)]
    return YearSheet(starts_in, [_month(calendar, first) for first in firsts])


def _month(calendar: SchoolCalendar, first: dt.date) -> Month:
    weeks = [
        [_day(calendar, date) if date.month == first.month else None for date in week]
        for week in WEEKS.monthdatescalendar(first.year, first.month)
    ]
    days = [day for week in weeks for day in week if day]
    return Month(first, weeks, _free(days), sum(day.kind == DayKind.SCHOOL for day in days))


def _day(calendar: SchoolCalendar, date: dt.date) -> Day:
    return Day(date, calendar.kind_of(date), calendar.reason(date))


def _free(days: list[Day]) -> list[FreeTime]:
    """What is free besides the weekly days off; neighbours with one reason are one line."""
    named = enumerate(day for day in days if day.kind in (DayKind.PUBLIC, DayKind.OWN))
    runs = groupby(named, key=lambda item: (item[1].date.toordinal() - item[0], item[1].kind, item[1].reason))
    lines = [[day for _, day in run] for _, run in runs]
    return [FreeTime(run[0].date, run[-1].date, run[0].kind, run[0].reason) for run in lines]
