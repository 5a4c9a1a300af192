"""What applying a roster would do, row by row. Nothing here writes; three queries, however long the file."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import AcademicYear, Classroom, School

from .cells import Line, understand
from .exceptions import BadYear, YearIsPast
from .matching import Directory, Known, is_generated, pupils_of
from .naming import class_key, name_key, same_school
from .remarks import Remark
from .table import Roster


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    FLAGGED = "flagged"
    ERROR = "error"


OUTCOME_LABELS = {
    Outcome.NEW: _("new"),
    Outcome.CHANGED: _("changed"),
    Outcome.MOVED: _("moved class"),
    Outcome.UNCHANGED: _("unchanged"),
    Outcome.FLAGGED: _("needs a decision"),
    Outcome.ERROR: _("error"),
}


@dataclass(frozen=True)
class Step:
    """One row of the file and what becomes of it. `nis` is the number to write for a newcomer."""

    line: Line
    outcome: Outcome
    pupil: Known | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    moves: bool = False
    may_accept: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def label(self) -> str:
        return str(OUTCOME_LABELS[self.outcome])


@dataclass
class Plan:
    """Steps in the file's order, those missing from it, and the classes it names."""

    school: School
    year: str
    steps: list[Step]
    skipped: list[int]
    leavers: list[Known]
    active: int  # pupils of the school who had not left
    classrooms: dict[str, str]  # class key → name to show or create
    existing: dict[str, int]  # class key → id of a class the year already has
    closing: list[Known] = field(default_factory=list)  # leavers that were closed
    other_school: str = ""  # the name in the title rows, where it is not this school's

    def of(self, outcome: Outcome) -> list[Step]:
        return [step for step in self.steps if step.outcome == outcome]

    @property
    def changes_nothing(self) -> bool:
        busy = {Outcome.NEW, Outcome.CHANGED, Outcome.MOVED}
        return not any(step.outcome in busy for step in self.steps)

    @property
    def many_leavers(self) -> bool:
        """More than a fifth of the school: rather a partial file than an exodus."""
        return len(self.leavers) * 5 > self.active


def check_year(name: str) -> str:
    """`2026/2027`, as given; BadYear otherwise."""
    found = re.fullmatch(r"(20\d\d)/(20\d\d)", name.strip(), re.ASCII)
    if not found or int(found[2]) != int(found[1]) + 1:
        raise BadYear(year=name[:20])
    return name.strip()


def year_named(name: str) -> AcademicYear:
    """The year with this name, unsaved if nobody made it yet: 1 July to 30 June, change on 1 January."""
    first, second = int(check_year(name)[:4]), int(name[5:9])
    made = AcademicYear(
        name=name,
        starts_on=dt.date(first, 7, 1),
        second_semester_on=dt.date(second, 1, 1),
        ends_on=dt.date(second, 6, 30),
    )
    return AcademicYear.objects.filter(name=name).first() or made


def make_plan(roster: Roster, school: School, year: str, accepted: frozenset[int] = frozenset()) -> Plan:
    """Compare the file with the school. `accepted`: rows whose flag a person has overruled."""
    directory = Directory(pupils_of(school))
    seats = [pupil.seat.year for pupil in directory.pupils if pupil.seat]
    if seats and max(seats) > year:
        raise YearIsPast(current=max(seats), year=year)
    planner = _Planner(directory, _classes(school, year), year, accepted)
    for written in roster.lines:
        planner.take(understand(written))
    active = [pupil for pupil in directory.pupils if pupil.left_on is None]
    return Plan(
        school=school,
        year=year,
        steps=planner.steps,
        skipped=roster.skipped,
        leavers=[pupil for pupil in active if pupil.pk not in planner.mentioned],
        active=len(active),
        classrooms=planner.classrooms,
        existing=planner.existing,
        other_school="" if same_school(roster.title, school.name) else roster.title,
    )


def _classes(school: School, year: str) -> dict[str, int]:
    if school.pk is None:
        return {}
    rows = Classroom.objects.of(school).filter(year__name=year).values_list("name", "pk")
    return {class_key(name): pk for name, pk in rows}


class _Planner:
    """Takes the lines one after the other and remembers who has been seen."""

    def __init__(
        self, directory: Directory, existing: dict[str, int], year: str, accepted: frozenset[int]
    ) -> None:
        self.directory, self.existing, self.year, self.accepted = directory, existing, year, accepted
        self.steps: list[Step] = []
        self.mentioned: set[int] = set()
        self.classrooms: dict[str, str] = {}
        self.seen: dict[tuple[str, object], int] = {}

    def take(self, line: Line) -> None:
        problem = line.problem or self._seen_before(line)
        if problem:
            self.mentioned |= self.directory.mentioned(line)
            self.steps.append(Step(line, Outcome.ERROR, remarks=(problem,)))
            return
        match = self.directory.match(line)
        if match.pupil:
            self.mentioned.add(match.pupil.pk)
        if match.pupil and (row := self.seen.setdefault(("pupil", match.pupil.pk), line.row)) != line.row:
            self.steps.append(Step(line, Outcome.ERROR, remarks=(Remark("pupil_twice", "", {"row": row}),)))
        elif match.flag and not (match.may_accept and line.row in self.accepted):
            flags = (match.flag, *line.remarks)
            self.steps.append(Step(line, Outcome.FLAGGED, match.pupil, {}, False, match.may_accept, flags))
        else:
            self._apply(line, match.pupil)

    def _seen_before(self, line: Line) -> Remark | None:
        """The later of two rows with one NISN, NIPD or person names the earlier."""
        keys: list[tuple[str, object, str]] = []
        if line.nisn:
            keys.append(("nisn_twice", line.nisn, "NISN"))
        if line.nis:
            keys.append(("nis_twice", line.nis.casefold(), "NIPD"))
        if not keys:
            keys.append(("pupil_twice", (name_key(line.name), line.birth_date), "Nama"))
        for code, value, column in keys:
            if (code, value) in self.seen:
                return Remark(code, column, {"row": self.seen[code, value]})
        self.seen.update({(code, value): line.row for code, value, _column in keys})
        return None

    def _apply(self, line: Line, pupil: Known | None) -> None:
        remarks = list(line.remarks)
        moves = self._moves(line, pupil)
        if not line.rombel and not (pupil and pupil.seat and pupil.seat.year == self.year):
            remarks.append(Remark("no_class", "Rombel Saat Ini"))
        if not line.nisn and not (pupil and pupil.nisn):
            remarks.append(Remark("nisn_missing", "NISN"))
        if pupil is None:
            if not line.nis:
                remarks.append(Remark("nis_generated", "NIPD"))
            self.steps.append(Step(line, Outcome.NEW, moves=moves, remarks=tuple(remarks)))
            return
        changes, reasons = changes_of(line, pupil)
        outcome = Outcome.MOVED if moves else Outcome.CHANGED if changes else Outcome.UNCHANGED
        self.steps.append(
            Step(line, outcome, pupil, changes, moves, remarks=(*reasons, *remarks)),
        )

    def _moves(self, line: Line, pupil: Known | None) -> bool:
        if not line.rombel:
            return False
        key = class_key(line.rombel)
        self.classrooms.setdefault(key, line.rombel)
        return not (pupil and pupil.seat and pupil.seat.classroom_id == self.existing.get(key))


def changes_of(line: Line, pupil: Known) -> tuple[dict[str, Any], list[Remark]]:
    """Fields to write, and why. An empty cell never erases what is known."""
    changes: dict[str, Any] = {}
    reasons: list[Remark] = []

    def change(name: str, value: object, remark: Remark) -> None:
        changes[name] = value
        reasons.append(remark)

    if line.name != pupil.name:
        change("name", line.name, Remark("name_changed", "Nama"))
    if line.nis and line.nis.lstrip("0").casefold() != pupil.nis.lstrip("0").casefold():
        change("nis", line.nis, Remark("nis_changed", "NIPD"))
    if line.nisn and line.nisn != pupil.nisn:
        change("nisn", line.nisn, Remark("nisn_changed", "NISN"))
    if line.gender and line.gender != pupil.gender:
        change("gender", line.gender, Remark("gender_changed", "JK"))
    if line.birth_date and line.birth_date != pupil.birth_date:
        change("birth_date", line.birth_date, Remark("birth_date_changed", "Tanggal Lahir"))
    if pupil.left_on:
        change("left_on", None, Remark("returned"))
    return changes, reasons


def generated_numbers(plan: Plan, pupils: list[Known]) -> dict[int, str]:
    """Row → s1, s2 … for newcomers without NIPD. An NISN never becomes part of a sign-in name."""
    taken = {pupil.nis.casefold() for pupil in pupils} | {step.line.nis.casefold() for step in plan.steps}
    number = max((int(nis[1:]) for nis in taken if is_generated(nis)), default=0)
    rows = [step.line.row for step in plan.of(Outcome.NEW) if not step.line.nis]
    return {row: f"s{number + offset}" for offset, row in enumerate(rows, start=1)}
