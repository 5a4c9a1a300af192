"""Writing a roster: one transaction, planned again inside the lock, in bulk.

Order of locks: the school's row. Two imports for one school run one after the other; the second
sees what the first wrote. On SQLite the IMMEDIATE transaction is the lock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import registry
from accounts.models import AcademicYear, Classroom, Enrolment, Pupil, School, User

from . import summary
from .exceptions import BadNpsn, NobodyInFile, SchoolNameNeeded
from .grades import guess_grade
from .matching import Known, Seat, pupils_of
from .naming import class_key, code_of_school, kind_of_school, region_of, time_zone_of, username_of
from .planning import Outcome, Plan, Step, generated_numbers, make_plan, year_named
from .table import Roster

CHUNK = 500
Progress = Callable[[int], None]  # percent done


@dataclass(frozen=True)
class Decisions:
    """What a person decided: leavers to close (None: all proposed) and flagged rows to apply."""

    leavers: frozenset[int] | None = frozenset()
    accepted: frozenset[int] = field(default_factory=frozenset)


def school_for(npsn: str, roster: Roster, name: str = "") -> School:
    """The school with this NPSN; a new, unsaved one named by the title rows if nobody knows it."""
    if not (len(npsn) == 8 and npsn.isascii() and npsn.isdigit()):
        raise BadNpsn(npsn=npsn[:20])
    if known := School.objects.filter(npsn=npsn).first():
        return known
    name = " ".join(name.split())[:120] or roster.title
    if not name:
        raise SchoolNameNeeded
    region = region_of(roster.region)
    return School(
        npsn=npsn,
        name=name,
        code=code_of_school(name, set(School.objects.values_list("code", flat=True))),
        kind=kind_of_school(name),
        time_zone=time_zone_of(region.get("province", "")),
        **region,
    )


def apply(
    roster: Roster,
    school: School,
    year: str,
    *,
    decisions: Decisions | None = None,
    actor: User | None = None,
    progress: Progress = lambda percent: None,
) -> Plan:
    """Bring the school in line with the roster, all or nothing; the plan that was carried out.

    `school` may be unsaved (see school_for). Raises RosterRefused. Writes nothing, not even an
    event, when nothing has to change.
    """
    decisions = decisions or Decisions()
    with transaction.atomic():
        if school.pk is None:
            school = _made(school)
        school = School.objects.select_for_update().get(pk=school.pk)
        plan = make_plan(roster, school, year, decisions.accepted)
        plan.closing = _chosen(plan, decisions)
        if plan.changes_nothing and not plan.closing:
            return plan
        _Writer(plan, progress).write()
        registry.witness(
            "roster_imported",
            school,
            actor=actor,
            school=school,
            year=year,
            closed=len(plan.closing),
            **summary.numbers(plan),
        )
    return plan


def _made(school: School) -> School:
    """Saved now, or by whoever was quicker."""
    fields = ("code", "name", "kind", "province", "regency", "district", "time_zone")
    made, _created = School.objects.get_or_create(
        npsn=school.npsn, defaults={name: getattr(school, name) for name in fields}
    )
    return made


def _chosen(plan: Plan, decisions: Decisions) -> list[Known]:
    if decisions.leavers is not None:
        return [pupil for pupil in plan.leavers if pupil.pk in decisions.leavers]
    if plan.leavers and not plan.steps:
        raise NobodyInFile
    return plan.leavers


class _Writer:
    """Carries a plan out. Every method writes in bulk: its queries do not grow with the pupils."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self.plan, self.progress = plan, progress
        self.year = self._year()
        self.day = self._effective_day()

    def write(self) -> None:
        self.progress(10)
        classrooms = self._classrooms()
        ids = self._create(self.plan.of(Outcome.NEW))
        self.progress(50)
        self._update([step for step in self.plan.steps if step.changes])
        self.progress(70)
        moving = [step for step in self.plan.steps if step.moves and step.outcome != Outcome.FLAGGED]
        self._close([step.pupil for step in moving if step.pupil], leaving=False)
        self._seat(moving, ids, classrooms)
        self.progress(90)
        self._close(self.plan.closing, leaving=True)

    def _year(self) -> AcademicYear:
        year = year_named(self.plan.year)
        if year.pk is None:
            dates = ("starts_on", "second_semester_on", "ends_on")
            defaults = {name: getattr(year, name) for name in dates}
            year, _created = AcademicYear.objects.get_or_create(name=year.name, defaults=defaults)
        return year

    def _effective_day(self) -> dt.date:
        """The year's first day for its first roster, then today, within the year."""
        if not self.plan.existing:
            return self.year.starts_on
        return min(max(self.plan.school.today(), self.year.starts_on), self.year.ends_on)

    def _classrooms(self) -> dict[str, int]:
        """Class key → id, with the missing classes made."""
        missing = {key: name for key, name in self.plan.classrooms.items() if key not in self.plan.existing}
        made = Classroom.objects.bulk_create(
            Classroom(school=self.plan.school, year=self.year, name=name, grade=guess_grade(name))
            for name in missing.values()
        )
        return self.plan.existing | {key: room.pk for key, room in zip(missing, made, strict=True)}

    def _create(self, steps: list[Step]) -> dict[int, int]:
        """Accounts and pupils for the newcomers: row → pupil id.

        Nothing is hashed here: the first PIN is derived from `pin_serial`, the password is unusable.
        """
        if not steps:
            return {}
        school = self.plan.school
        numbers = generated_numbers(self.plan, pupils_of(school))
        mine = User.objects.filter(username__istartswith=f"{school.code}-")
        taken = {name.lower() for name in mine.values_list("username", flat=True)}
        users, pupils = [], []
        for step in steps:
            line, nis = step.line, step.line.nis or numbers[step.line.row]
            taken.add(username := username_of(school, nis, taken))
            user = User(
                username=username,
                name=line.name,
                password=make_password(None),
                must_change_password=True,
                pin_serial=1,
            )
            users.append(user)
            pupils.append(
                Pupil(
                    user=user,
                    school=school,
                    nis=nis,
                    nisn=line.nisn,
                    gender=line.gender,
                    birth_date=line.birth_date,
                )
            )
        User.objects.bulk_create(users, batch_size=CHUNK)
        for user, pupil in zip(users, pupils, strict=True):
            pupil.user = user  # its id is known only now
        Pupil.objects.bulk_create(pupils, batch_size=CHUNK)
        return {step.line.row: pupil.pk for step, pupil in zip(steps, pupils, strict=True)}

    def _update(self, steps: list[Step]) -> None:
        """Field by field, so that a field nobody changed is not written."""
        for name in ("nis", "nisn", "gender", "birth_date", "left_on"):
            pupils = [
                Pupil(pk=step.pupil.pk, **{name: step.changes[name]})
                for step in steps
                if step.pupil and name in step.changes
            ]
            Pupil.objects.bulk_update(pupils, [name], batch_size=CHUNK)
        users = [
            User(pk=step.pupil.user_id, name=step.changes["name"])
            for step in steps
            if step.pupil and "name" in step.changes
        ]
        User.objects.bulk_update(users, ["name"], batch_size=CHUNK)

    def _close(self, pupils: Iterable[Known], *, leaving: bool) -> None:
        """End their open enrolment; those leaving get the same day as the day they left."""
        ends: dict[dt.date, list[Known]] = defaultdict(list)
        for pupil in pupils:
            ends[self._last_day(pupil.seat, leaving=leaving)].append(pupil)
        for day, group in ends.items():
            for chunk in _chunks(group):
                seats = [pupil.seat.pk for pupil in chunk if pupil.seat]
                Enrolment.objects.filter(pk__in=seats).update(ends_on=day)
                if leaving:
                    Pupil.objects.filter(pk__in=[pupil.pk for pupil in chunk]).update(left_on=day)

    def _last_day(self, seat: Seat | None, *, leaving: bool) -> dt.date:
        """The day before the change, not after the old year's end, not before the seat was taken."""
        if seat is None:
            return self.day
        before = self.day if leaving and seat.year == self.year.name else self.day - dt.timedelta(days=1)
        return max(min(before, seat.year_ends_on), seat.starts_on)

    def _seat(self, steps: list[Step], ids: dict[int, int], classrooms: dict[str, int]) -> None:
        Enrolment.objects.bulk_create(
            (
                Enrolment(
                    pupil_id=step.pupil.pk if step.pupil else ids[step.line.row],
                    classroom_id=classrooms[class_key(step.line.rombel)],
                    starts_on=self.day,
                )
                for step in steps
            ),
            batch_size=CHUNK,
        )


def _chunks(items: list[Known]) -> Iterable[list[Known]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
