"""How far classes and schools have come in a programme, from the sums kept beside the entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.db.models import Count, Q, Sum

from accounts.models import Classroom, Pupil, School

from ..counting import Plan
from ..models import GroupStanding, Interval, Programme, Standing, group_of
from .classes import pupils_in
from .programmes import (
    calendars_of,
    periods_until,
    seats_meant,
    staff_meant,
    today_of_programme,
)

# Children are not counted in public in groups smaller than this.
FEWEST = 5
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Line:
    """One class, one school's staff, or a whole school. `due` is how many periods have begun."""

    school: School
    classroom: Classroom | None
    people: int
    amount: int
    reached: int
    due: int
    is_school: bool = False

    @property
    def share(self) -> float | None:
        """Goals reached of all that could have been so far, 0 to 1."""
        possible = self.people * self.due
        return min(1.0, self.reached / possible) if possible else None

    @property
    def per_reader(self) -> float:
        return self.amount / self.people if self.people else 0.0

    @property
    def is_small(self) -> bool:
        return self.people < FEWEST


@dataclass(frozen=True)
class Attainment:
    """Everything a page says of a programme without naming anybody."""

    lines: list[Line]
    amount: int
    people: int
    community_goal: int | None

    @property
    def share(self) -> float | None:
        possible = sum(line.people * line.due for line in self.lines)
        return min(1.0, sum(line.reached for line in self.lines) / possible) if possible else None

    @property
    def filled(self) -> float:
        """How full the thermometer is, 0 to 1."""
        return min(1.0, self.amount / self.community_goal) if self.community_goal else 0.0

    @property
    def fill_from(self) -> int:
        """Where the drawn filling begins: 100 is the empty barn's floor, 0 its roof."""
        return 100 - round(100 * self.filled)

    @property
    def shown(self) -> list[Line]:
        """What the public may see: no group of a few."""
        return [line for line in self.lines if not line.is_small]

    @property
    def by_share(self) -> list[Line]:
        """Whoever needs attention first."""
        return sorted(self.lines, key=lambda line: (line.share or 0.0, line.per_reader))

    @property
    def may_be_public(self) -> bool:
        return self.people >= FEWEST


def attainment(programme: Programme, school_ids: Iterable[int] | None = None) -> Attainment:
    """By class, and the staff of each school as a class of its own; six queries at most."""
    plan = Plan.of(programme)
    school_ids = None if school_ids is None else list(school_ids)
    groups = GroupStanding.objects.filter(programme=programme)
    if school_ids is not None:
        groups = groups.filter(school__in=school_ids)
    sums = {
        group: (school, amount, reached)
        for group, school, amount, reached in groups.order_by()
        .values_list("group", "school")
        .annotate(Sum("amount"), Sum("reached"))
    }
    people = _people(plan, school_ids)
    due = _due(plan, {school for school, _ in people.values()} | {school for school, *_ in sums.values()})
    rooms = {
        room.pk: room
        for room in Classroom.objects.filter(
            pk__in=[group for group in sums.keys() | people.keys() if group > 0]
        ).select_related("year")
    }
    lines = []
    for group in sums.keys() | people.keys():
        school_id = (people.get(group) or sums[group])[0]
        _, amount, reached = sums.get(group, (school_id, 0, 0))
        school, periods = due[school_id]
        lines.append(Line(school, rooms.get(group), people.get(group, (0, 0))[1], amount, reached, periods))
    lines.sort(key=_by_name)
    return Attainment(
        lines,
        sum(amount for _, amount, _ in sums.values()),
        sum(count for _, count in people.values()),
        programme.community_goal,
    )


def _by_name(line: Line) -> tuple:
    room = line.classroom
    return (line.school.name, room is None, (room.grade or 0, room.name) if room else ())


def by_school(found: Attainment) -> Attainment:
    """The same, one line for each school."""
    schools: dict[int, Line] = {}
    for line in found.lines:
        known = schools.get(line.school.pk)
        if known is None:
            schools[line.school.pk] = replace(line, classroom=None, is_school=True)
        else:
            schools[line.school.pk] = replace(
                known,
                people=known.people + line.people,
                amount=known.amount + line.amount,
                reached=known.reached + line.reached,
            )
    return replace(found, lines=list(schools.values()))


def public_attainment(programme: Programme) -> Attainment:
    """What the public sees, at most a minute old: classes of a school's programme, schools of the city's."""

    def count() -> Attainment:
        found = attainment(programme)
        return found if programme.school_id else by_school(found)

    key = f"reading:attainment:{programme.pk}:{programme.count_due_at}:{programme.ends_on}"
    return cache.get_or_set(key.replace(" ", "_"), count, KEPT_SECONDS)  # type: ignore[return-value]


def _people(plan: Plan, school_ids: list[int] | None) -> dict[int, tuple[int, int]]:
    """Group → (school id, how many it is for)."""
    seats = seats_meant(plan, school_ids).order_by().values_list("classroom", "classroom__school")
    found = {room: (school, count) for room, school, count in seats.annotate(Count("pk"))}
    for school, count in staff_meant(plan, school_ids).items():
        found[group_of(school, None)] = (school, count)
    return found


def _due(plan: Plan, school_ids: set[int]) -> dict[int, tuple[School, int]]:
    """School id → (school, periods begun by its own calendar)."""
    schools = list(School.objects.filter(pk__in=school_ids))
    if plan.programme.interval == Interval.WHOLE:
        return {school.pk: (school, 1) for school in schools}
    day = min(plan.programme.ends_on, today_of_programme(plan.programme))
    calendars = calendars_of(schools, min(plan.programme.starts_on, day), max(plan.programme.starts_on, day))
    return {
        school.pk: (school, max(1, len(periods_until(plan, calendars[school.pk], day)))) for school in schools
    }


# --- By name, for the staff of a class ---------------------------------------------------------------
@dataclass(frozen=True)
class ReaderLine:
    """One pupil of a class in one programme."""

    pupil: Pupil
    amount: int
    reached: int
    missing: int

    @property
    def is_quiet(self) -> bool:
        return self.amount == 0


def class_readers(programme: Programme, classroom: Classroom) -> list[ReaderLine]:
    """Who sits in the class, quiet ones first; two queries."""
    pupils = list(pupils_in([classroom]))
    rows = Standing.objects.filter(programme=programme, reader__in=[pupil.user_id for pupil in pupils])
    sums = {
        reader: (amount, reached, missing)
        for reader, amount, reached, missing in rows.order_by()
        .values_list("reader")
        .annotate(a=Sum("amount"), r=Count("pk", filter=Q(reached=True)), m=Sum("missing"))
    }
    lines = [ReaderLine(pupil, *sums.get(pupil.user_id, (0, 0, 0))) for pupil in pupils]
    return sorted(lines, key=lambda line: (line.amount > 0, line.reached > 0, line.amount))
