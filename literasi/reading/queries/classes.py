"""About classes: who teaches which, who reads how much, who has been quiet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from accounts.models import Classroom, Enrolment, Pupil, Role, User
from accounts.permissions import scope_of

from ..models import DailyTotal, ReadingLog, WeekTotal
from ..weeks import last_weeks, monday_of

WEEKS_SHOWN = 10


def classes_of(user: User) -> QuerySet[Classroom]:
    """The classes whose journals the user looks after: own classes, or all of a managed school."""
    scope = scope_of(user)
    classes = Classroom.objects.select_related("school", "year")
    if scope.city:
        return classes
    managed = scope.school_ids(Role.SCHOOL_ADMIN, Role.LIBRARIAN)
    return classes.filter(Q(pk__in=scope.classrooms) | Q(school_id__in=managed))


@dataclass(frozen=True)
class ClassLine:
    """One class in a teacher's list, with this week's figures."""

    classroom: Classroom
    pupils: int
    waiting: int
    readers: int
    minutes: int

    @property
    def quiet(self) -> int:
        return max(0, self.pupils - self.readers)


def class_lines(classes: Iterable[Classroom]) -> list[ClassLine]:
    """Figures for each class, in four queries however many there are."""
    classes = list(classes)
    ids = [c.pk for c in classes]
    seats = Enrolment.objects.lasting().filter(classroom__in=ids)
    pupils = dict(seats.order_by().values_list("classroom").annotate(Count("pk")))
    waiting = dict(
        ReadingLog.objects.in_classes(ids).waiting().order_by().values_list("classroom").annotate(Count("pk"))
    )
    # Schools of one page may lie in different time zones, so two Mondays are possible.
    mondays = {c.pk: monday_of(c.school.today()) for c in classes}
    weeks = {
        (row.classroom_id, row.week): row
        for row in WeekTotal.objects.of_classes(ids).filter(week__in=set(mondays.values()))
    }
    nothing = WeekTotal()
    return [
        ClassLine(
            c,
            pupils.get(c.pk, 0),
            waiting.get(c.pk, 0),
            (row := weeks.get((c.pk, mondays[c.pk]), nothing)).readers,
            row.minutes,
        )
        for c in classes
    ]


def pupils_in(classrooms: Iterable[Classroom]) -> QuerySet[Pupil]:
    """Who sits in the classes now, or sat there when their year ended, by name; `class_id` says where.

    Never loads NISN or birth date.
    """
    return (
        Pupil.objects.listed_in(classrooms)
        .select_related("user")
        .defer("nisn", "birth_date", "user__password", "user__email")
        .by_name()
    )


def quiet_by_class(classrooms: Iterable[Classroom]) -> dict[Classroom, list[Pupil]]:
    """Who has not logged any reading this week; one query for each date their schools live in."""
    by_day: dict[dt.date, dict[int, Classroom]] = {}
    for classroom in classrooms:
        by_day.setdefault(classroom.school.today(), {})[classroom.pk] = classroom
    quiet: dict[Classroom, list[Pupil]] = {}
    for today, here in by_day.items():
        read = DailyTotal.objects.with_reading().in_week(monday_of(today)).filter(reader=OuterRef("user"))
        for pupil in pupils_in(here.values()).filter(~Exists(read)):
            quiet.setdefault(here[pupil.class_id], []).append(pupil)  # type: ignore[attr-defined]
    return quiet


# Minutes a week from which a cell is one shade darker; 75 is the fifteen minutes of five school days.
HEAT = (1, 30, 75, 150)


@dataclass(frozen=True)
class HeatCell:
    """One pupil's week. `read` without minutes: pages only."""

    minutes: int
    read: bool

    @property
    def heat(self) -> int:
        """0 to 4."""
        return max(sum(self.minutes >= step for step in HEAT), int(self.read))


@dataclass(frozen=True)
class ClassRow:
    """One pupil's weeks, newest first: (minutes, whether anything was logged)."""

    pupil: Pupil
    weeks: list[tuple[int, bool]]

    @property
    def total(self) -> int:
        return sum(minutes for minutes, _ in self.weeks)

    @property
    def is_quiet(self) -> bool:
        return not self.weeks[0][1]

    @property
    def lately(self) -> int:
        """Minutes of this week and the last: where everybody reads along in class, the least stand out."""
        return sum(minutes for minutes, _ in self.weeks[:2])

    @property
    def cells(self) -> list[HeatCell]:
        return [HeatCell(minutes, read) for minutes, read in self.weeks]


@dataclass(frozen=True)
class ClassTable:
    """Pupils × weeks of one class, newest week first; `sums` are the class's totals."""

    mondays: list[dt.date]
    rows: list[ClassRow]
    sums: list[WeekTotal]

    @property
    def this_week(self) -> WeekTotal:
        return self.sums[0]

    @property
    def medians(self) -> list[int]:
        """Minutes of the pupil in the middle, week by week: one devourer does not lift it."""
        columns = zip(*(row.weeks for row in self.rows), strict=True)
        return [round(median(minutes for minutes, _ in column)) for column in columns]

    @property
    def quiet(self) -> int:
        return sum(row.is_quiet for row in self.rows)

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.sums)

    @property
    def verified_minutes(self) -> int:
        return sum(week.verified_minutes for week in self.sums)


def class_table(classroom: Classroom, weeks: int = WEEKS_SHOWN, *, by_name: bool = False) -> ClassTable:
    """Quiet pupils first, then whoever read least lately. Three queries, however long the journal is."""
    mondays = last_weeks(classroom.school.today(), weeks)[::-1]
    cells = {
        (reader, week): (minutes, entries > 0)
        for reader, week, minutes, entries in DailyTotal.objects.in_class(classroom)
        .since_week(mondays[-1])
        .order_by()
        .values_list("reader", "week")
        .annotate(Sum("minutes"), Sum("entries"))
    }
    rows = [
        ClassRow(pupil, [cells.get((pupil.user_id, monday), (0, False)) for monday in mondays])
        for pupil in pupils_in([classroom])
    ]
    if not by_name:
        rows.sort(key=lambda row: (not row.is_quiet, row.lately))
    return ClassTable(mondays, rows, class_weeks(classroom, mondays))


def class_weeks(classroom: Classroom, mondays: list[dt.date]) -> list[WeekTotal]:
    """One row for every Monday, zeros where nobody read."""
    found = {row.week: row for row in WeekTotal.objects.of_class(classroom).since_week(min(mondays))}
    return [found.get(monday) or WeekTotal(classroom=classroom, week=monday) for monday in mondays]
