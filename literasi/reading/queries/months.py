"""One month of a school or of the city, for the monthly report. Nobody is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from accounts.calendar import ONE_DAY, calendar_of
from accounts.models import Classroom, Enrolment, School

from ..models import ClassSession, DailyTotal, Programme, Standing, WeekTotal
from ..weeks import monday_of
from .kinds import Kinds, count_kinds, months_ago
from .schools import summed_weeks

SUMS = ("minutes", "pages", "entries", "verified_entries", "finished")


@dataclass(frozen=True)
class MonthLine:
    """One class (of a school's report) or one school (of the city's)."""

    name: str
    pupils: int
    readers: int
    minutes: int
    pages: int
    finished: int
    sessions: int

    @property
    def share(self) -> float | None:
        return min(1.0, self.readers / self.pupils) if self.pupils else None


@dataclass(frozen=True)
class ProgrammeLine:
    name: str
    readers: int
    reached: int


@dataclass(frozen=True)
class Month:
    """Sums of the month and of the one before, lines, weeks, kinds of books, programmes.

    `school_days` is None for the city, whose schools keep different calendars.
    """

    first: dt.date
    last: dt.date
    lines: list[MonthLine]
    sums: dict[str, int]
    before: dict[str, int]
    weeks: list[WeekTotal]
    kinds: Kinds
    programmes: list[ProgrammeLine]
    school_days: int | None

    @property
    def pupils(self) -> int:
        return sum(line.pupils for line in self.lines)

    @property
    def readers(self) -> int:
        return sum(line.readers for line in self.lines)


def month_of(school: School | None, first: dt.date, today: dt.date) -> Month:
    """The month that begins on `first`, up to `today` where it still runs. For the worker."""
    last = min(last_day(first), today)
    earlier = months_ago(first, 1)
    return Month(
        first=first,
        last=last,
        lines=_school_lines(school, first, last) if school else _city_lines(first, last),
        sums=_sums(school, first, last),
        before=_sums(school, earlier, last_day(earlier)),
        weeks=_weeks(school, first, last),
        kinds=count_kinds(school.pk if school else None, first, first),
        programmes=_programmes(school, first, last),
        school_days=len(calendar_of(school, first, last).school_days(first, last)) if school else None,
    )


def last_day(first: dt.date) -> dt.date:
    return months_ago(first, -1) - ONE_DAY


def _days(school: School | None, first: dt.date, last: dt.date):  # type: ignore[no-untyped-def]
    # The index goes by week; the days narrow it.
    rows = DailyTotal.objects.filter(week__range=(monday_of(first), last), day__range=(first, last))
    return (rows.at(school) if school else rows).with_reading().order_by()


def _sums(school: School | None, first: dt.date, last: dt.date) -> dict[str, int]:
    sums = _days(school, first, last).aggregate(**{name: Sum(name, default=0) for name in SUMS})
    return dict(sums)


def _school_lines(school: School, first: dt.date, last: dt.date) -> list[MonthLine]:
    seats = Enrolment.objects.filter(classroom__school=school, starts_on__lte=last).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=last)
    )
    pupils = dict(seats.order_by().values_list("classroom").annotate(Count("pupil", distinct=True)))
    sessions = dict(
        ClassSession.objects.at(school)
        .between(first, last)
        .order_by()
        .values_list("classroom")
        .annotate(Count("pk"))
    )
    read = _by("classroom", _days(school, first, last))
    classes = Classroom.objects.of(school).filter(pk__in={*pupils, *(read.keys() - {None})})
    return [_line(c.name, c.pk, pupils, read, sessions) for c in classes]


def _city_lines(first: dt.date, last: dt.date) -> list[MonthLine]:
    seats = Enrolment.objects.filter(starts_on__lte=last).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=last)
    )
    pupils = dict(seats.order_by().values_list("classroom__school").annotate(Count("pupil", distinct=True)))
    held = ClassSession.objects.between(first, last).order_by()
    sessions = dict(held.values_list("classroom__school").annotate(Count("pk")))
    read = _by("school", _days(None, first, last).filter(classroom__isnull=False))
    schools = School.objects.order_by("name")
    return [_line(school.name, school.pk, pupils, read, sessions) for school in schools]


def _by(what: str, rows) -> dict[int, tuple[int, ...]]:  # type: ignore[no-untyped-def]
    grouped = rows.values_list(what).annotate(
        Count("reader", distinct=True), Sum("minutes"), Sum("pages"), Sum("finished")
    )
    return {pk: tuple(sums) for pk, *sums in grouped}


def _line(name: str, pk: int, pupils: dict, read: dict, sessions: dict) -> MonthLine:
    readers, minutes, pages, finished = read.get(pk, (0, 0, 0, 0))
    return MonthLine(name, pupils.get(pk, 0), readers, minutes, pages, finished, sessions.get(pk, 0))


def _weeks(school: School | None, first: dt.date, last: dt.date) -> list[WeekTotal]:
    mondays = [monday_of(first)]
    while mondays[-1] + 7 * ONE_DAY <= last:
        mondays.append(mondays[-1] + 7 * ONE_DAY)
    rows = WeekTotal.objects.filter(week__lte=last)
    return summed_weeks(rows.at(school) if school else rows, mondays)


def _programmes(school: School | None, first: dt.date, last: dt.date) -> list[ProgrammeLine]:
    """How many read along and reached the goal in the last period that began by `last`."""
    found = Programme.objects.counting().touching(first, last).for_schools([school.pk] if school else [])
    lines = []
    for programme in found.order_by("name"):
        rows = Standing.objects.filter(programme=programme, period__lte=last, amount__gt=0)
        rows = rows.filter(school=school) if school else rows
        period = rows.order_by("-period").values_list("period", flat=True).first()
        if period is None:
            continue
        sums = rows.filter(period=period).aggregate(n=Count("pk"), r=Count("pk", filter=Q(reached=True)))
        lines.append(ProgrammeLine(programme.name, sums["n"], sums["r"]))
    return lines
