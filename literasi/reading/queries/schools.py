"""A school's reading in figures: classes, participation, trend. Nobody is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Sum

from accounts.models import Classroom, Enrolment, School

from ..models import DailyTotal, WeekTotal
from ..weeks import last_weeks
from .classes import WEEKS_SHOWN


@dataclass(frozen=True)
class SchoolLine:
    """One class: this week, and the weeks shown together."""

    classroom: Classroom
    pupils: int
    readers: int
    minutes: int
    minutes_all: int
    pages_all: int
    finished_all: int

    @property
    def share(self) -> float | None:
        """Part of the class that has logged this week, 0 to 1; None for an empty class."""
        return min(1.0, self.readers / self.pupils) if self.pupils else None


@dataclass(frozen=True)
class SchoolTable:
    """`trend` holds one row of sums per Monday, over all classes and readers without a class."""

    mondays: list[dt.date]
    lines: list[SchoolLine]
    trend: list[WeekTotal]
    pupils: int
    readers: int

    @property
    def share(self) -> float | None:
        return min(1.0, self.readers / self.pupils) if self.pupils else None

    @property
    def this_week(self) -> WeekTotal:
        return self.trend[-1]

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.trend)

    @property
    def finished(self) -> int:
        return sum(week.finished for week in self.trend)

    @property
    def most(self) -> int:
        """The longest bar of the trend."""
        return max(week.minutes for week in self.trend) or 1


def school_table(school: School, weeks: int = WEEKS_SHOWN) -> SchoolTable:
    """Five queries for any number of classes and entries."""
    mondays = last_weeks(school.today(), weeks)
    seats = Enrolment.objects.open().filter(classroom__school=school, pupil__left_on__isnull=True)
    pupils = dict(seats.order_by().values_list("classroom").annotate(Count("pk")))
    totals = WeekTotal.objects.at(school).since_week(mondays[0])
    sums = {
        classroom: (minutes, pages, finished)
        for classroom, minutes, pages, finished in totals.order_by()
        .values_list("classroom")
        .annotate(Sum("minutes"), Sum("pages"), Sum("finished"))
    }
    now = {row.classroom_id: row for row in totals.in_week(mondays[-1])}
    classes = Classroom.objects.of(school).filter(pk__in=set(pupils) | (set(sums) - {None}))
    lines = [_line(c, pupils.get(c.pk, 0), now.get(c.pk), sums.get(c.pk)) for c in classes]
    readers = (
        DailyTotal.objects.at(school)
        .in_week(mondays[-1])
        .with_reading()
        .aggregate(n=Count("reader", distinct=True))
    )
    return SchoolTable(mondays, lines, school_weeks(school, mondays), sum(pupils.values()), readers["n"])


def school_weeks(school: School, mondays: list[dt.date]) -> list[WeekTotal]:
    """One unsaved row of sums for every Monday, zeros where nobody read."""
    names = ("minutes", "pages", "entries", "finished", "readers")
    found = {
        week: dict(zip(names, sums, strict=True))
        for week, *sums in WeekTotal.objects.at(school)
        .since_week(mondays[0])
        .order_by()
        .values_list("week")
        .annotate(*(Sum(name) for name in names))
    }
    return [WeekTotal(school=school, week=monday, **found.get(monday, {})) for monday in mondays]


def _line(
    classroom: Classroom, pupils: int, now: WeekTotal | None, sums: tuple[int, int, int] | None
) -> SchoolLine:
    now = now or WeekTotal()
    return SchoolLine(classroom, pupils, now.readers, now.minutes, *(sums or (0, 0, 0)))
