"""A school's reading in figures: classes, participation, trend. Nobody is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from accounts.models import Classroom, Enrolment, School

from ..models import DailyTotal, WeekTotal
from ..weeks import last_weeks
from .classes import WEEKS_SHOWN

WEEK_SUMS = ("minutes", "pages", "entries", "finished", "readers", "verified_minutes")


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

    @property
    def tenths(self) -> int:
        """The share as a bar of ten."""
        return round(10 * (self.share or 0))


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
    return summed_weeks(WeekTotal.objects.at(school), mondays)


def city_weeks(weeks: int) -> list[WeekTotal]:
    """The same over all schools."""
    return summed_weeks(WeekTotal.objects.all(), last_weeks(timezone.localdate(), weeks))


def summed_weeks(rows: QuerySet[WeekTotal], mondays: list[dt.date]) -> list[WeekTotal]:
    """One unsaved row of sums for every Monday."""
    found = {
        week: dict(zip(WEEK_SUMS, sums, strict=True))
        for week, *sums in rows.filter(week__gte=mondays[0])
        .order_by()
        .values_list("week")
        .annotate(*(Sum(name) for name in WEEK_SUMS))
    }
    return [WeekTotal(week=monday, **found.get(monday, {})) for monday in mondays]


def _line(
    classroom: Classroom, pupils: int, now: WeekTotal | None, sums: tuple[int, int, int] | None
) -> SchoolLine:
    now = now or WeekTotal()
    return SchoolLine(classroom, pupils, now.readers, now.minutes, *(sums or (0, 0, 0)))


@dataclass(frozen=True)
class CityLine:
    """One school: this week, and the weeks shown together."""

    school: School
    pupils: int
    readers: int
    minutes: int
    minutes_all: int
    finished_all: int

    @property
    def share(self) -> float | None:
        return min(1.0, self.readers / self.pupils) if self.pupils else None

    @property
    def tenths(self) -> int:
        return round(10 * (self.share or 0))

    @property
    def minutes_each(self) -> int | None:
        """Minutes of this week for each pupil of the school: the fair way to set schools side by side."""
        return round(self.minutes / self.pupils) if self.pupils else None


@dataclass(frozen=True)
class CityTable:
    trend: list[WeekTotal]
    lines: list[CityLine]

    @property
    def pupils(self) -> int:
        return sum(line.pupils for line in self.lines)

    @property
    def readers(self) -> int:
        return sum(line.readers for line in self.lines)

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


def city_table(weeks: int = WEEKS_SHOWN) -> CityTable:
    """Five queries for any number of schools, classes and entries. Least participation first."""
    trend = city_weeks(weeks)
    seats = Enrolment.objects.open().filter(pupil__left_on__isnull=True)
    pupils = dict(seats.order_by().values_list("classroom__school").annotate(Count("pk")))
    totals = WeekTotal.objects.since_week(trend[0].week).order_by().values("school")
    sums: dict[int, Any] = {
        row["school"]: row for row in totals.annotate(m=Sum("minutes"), f=Sum("finished"))
    }
    this_week = totals.filter(week=trend[-1].week, classroom__isnull=False)
    now: dict[int, Any] = {
        row["school"]: row for row in this_week.annotate(r=Sum("readers"), m=Sum("minutes"))
    }
    none: dict[str, int] = {}
    lines = []
    for school in School.objects.order_by("name"):
        own, ever = now.get(school.pk, none), sums.get(school.pk, none)
        counts = (own.get("r", 0), own.get("m", 0), ever.get("m", 0), ever.get("f", 0))
        lines.append(CityLine(school, pupils.get(school.pk, 0), *counts))
    return CityTable(trend, sorted(lines, key=lambda line: -1 if line.share is None else line.share))
