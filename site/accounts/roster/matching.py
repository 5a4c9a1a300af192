"""Who of the school's pupils is meant by a row: by NISN, then NIPD, then name with date of birth."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Enrolment, Pupil, School

from .cells import Line
from .naming import alike, name_key
from .remarks import Remark


@dataclass(frozen=True)
class Seat:
    """An open enrolment: where a pupil sits now, and in which year."""

    pk: int
    classroom_id: int
    classroom: str
    year: str
    starts_on: dt.date
    year_starts_on: dt.date
    year_ends_on: dt.date


@dataclass(frozen=True)
class Known:
    """A pupil as the school knows them, with the class they sit in."""

    pk: int
    user_id: int
    username: str
    name: str
    nis: str
    nisn: str
    gender: str
    birth_date: dt.date | None
    left_on: dt.date | None
    seat: Seat | None = None

    def is_person(self, line: Line) -> bool:
        """The row may be about this person: the date of birth or the name agrees."""
        if self.birth_date and line.birth_date:
            return self.birth_date == line.birth_date or name_key(self.name) == name_key(line.name)
        return alike(self.name, line.name)


def pupils_of(school: School) -> list[Known]:
    """All pupils of the school, those who left too, in two queries."""
    if school.pk is None:
        return []
    seats = {
        row[0]: Seat(*row[1:])
        for row in Enrolment.objects.open()
        .filter(pupil__school=school)
        .values_list(
            "pupil_id",
            "pk",
            "classroom_id",
            "classroom__name",
            "classroom__year__name",
            "starts_on",
            "classroom__year__starts_on",
            "classroom__year__ends_on",
        )
    }
    fields = ("user__username", "user__name", "nis", "nisn", "gender", "birth_date", "left_on")
    rows = Pupil.objects.of(school).order_by("pk").values_list("pk", "user_id", *fields)
    return [Known(*(*row, seats.get(row[0]))) for row in rows]


@dataclass(frozen=True)
class Match:
    """The pupil meant, if any; `flag` set: hold the row back. `may_accept`: a person may overrule.

    A flag without a pupil: the number belongs to somebody whom the row is not about.
    """

    pupil: Known | None = None
    flag: Remark | None = None
    may_accept: bool = False


class Directory:
    """The school's pupils by what identifies them."""

    def __init__(self, pupils: Iterable[Known]) -> None:
        self.pupils = list(pupils)
        self.by_nisn = {pupil.nisn: pupil for pupil in self.pupils if pupil.nisn}
        self.by_nis = {pupil.nis.casefold(): pupil for pupil in self.pupils}
        self.by_bare_nis = _only_ones((pupil.nis.lstrip("0"), pupil) for pupil in self.pupils)
        self.by_person = _only_ones(
            ((name_key(pupil.name), pupil.birth_date), pupil) for pupil in self.pupils if pupil.birth_date
        )

    def owner_of_nis(self, line: Line) -> Known | None:
        """By NIPD; one that lost its zeros in Excel still finds its owner, if it is this person."""
        if owner := self.by_nis.get(line.nis.casefold()):
            return owner
        bare = self.by_bare_nis.get(line.nis.lstrip("0"))
        return bare if bare and bare.is_person(line) else None

    def mentioned(self, line: Line) -> set[int]:
        """Everyone the row could be about, however broken it is: they are not absent."""
        candidates = (
            self.by_nisn.get(line.nisn),
            self.owner_of_nis(line),
            self.by_person.get((name_key(line.name), line.birth_date)),
        )
        return {pupil.pk for pupil in candidates if pupil}

    def match(self, line: Line) -> Match:
        owner = self.owner_of_nis(line)
        if line.nisn and (pupil := self.by_nisn.get(line.nisn)):
            return self._same_nisn(line, pupil, owner)
        if owner:
            return self._same_nis(line, owner)
        if line.birth_date and (twin := self.by_person.get((name_key(line.name), line.birth_date))):
            return self._same_person(line, twin)
        return Match()

    def _same_nisn(self, line: Line, pupil: Known, owner: Known | None) -> Match:
        if owner and owner.pk != pupil.pk:
            if owner.is_person(line) and not pupil.is_person(line):
                return Match(owner, Remark("nisn_of_other", "NISN"))
            return Match(pupil, Remark("nis_of_other", "NIPD"))
        if not pupil.is_person(line) and not alike(pupil.name, line.name):
            return Match(pupil, Remark("nisn_of_other", "NISN"))
        return Match(pupil)

    def _same_nis(self, line: Line, owner: Known) -> Match:
        if line.nisn and owner.nisn:  # and they differ, or the NISN would have matched
            if owner.is_person(line):
                return Match(owner, Remark("nisn_corrected", "NISN"), may_accept=True)
            return Match(None, Remark("nis_of_other", "NIPD"))
        if not owner.is_person(line):
            return Match(None, Remark("nis_of_other", "NIPD"))
        return Match(owner)

    def _same_person(self, line: Line, twin: Known) -> Match:
        if line.nisn and twin.nisn:
            return Match(twin, Remark("nisn_corrected", "NISN"), may_accept=True)
        if line.nis and not is_generated(twin.nis):
            return Match(twin, Remark("twin_record", "NIPD"), may_accept=True)
        return Match(twin)


def is_generated(nis: str) -> bool:
    """A number this import made up for a pupil without NIPD: s1, s2 …"""
    return nis[:1] == "s" and nis[1:].isdigit()


def _only_ones(pairs: Iterable[tuple[object, Known]]) -> dict[object, Known]:
    """Keys that lead to exactly one pupil."""
    groups: dict[object, list[Known]] = defaultdict(list)
    for key, pupil in pairs:
        groups[key].append(pupil)
    return {key: group[0] for key, group in groups.items() if key and len(group) == 1}
