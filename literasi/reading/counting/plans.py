"""A programme in the form the counting reads: one row of one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import AcademicYear

from ..models import Interval, Metric, Programme


@dataclass(frozen=True)
class Quota:
    kind: str
    value: str
    least: int


@dataclass(frozen=True)
class Plan:
    """`programme` with its audience, quotas and list unfolded. Empty tuples mean "all" or "none asked"."""

    programme: Programme
    schools: tuple[int, ...] = ()
    classrooms: tuple[int, ...] = ()
    quotas: tuple[Quota, ...] = ()
    compulsory: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    semesters: tuple[dt.date, ...] = ()

    @classmethod
    def of(cls, programme: Programme) -> Plan:
        kept = programme.plan
        return cls(
            programme,
            schools=tuple(kept.get("schools", ())),
            classrooms=tuple(kept.get("classrooms", ())),
            quotas=tuple(Quota(*quota) for quota in kept.get("quotas", ())),
            compulsory=tuple(kept.get("compulsory", ())),
            listed=tuple(kept.get("listed", ())),
            semesters=tuple(dt.date.fromisoformat(day) for day in kept.get("semesters", ())),
        )

    def may_concern(self, school_id: int, classroom_id: int | None) -> bool:
        """A cheap first look; the rules decide."""
        programme = self.programme
        if programme.school_id is not None and programme.school_id != school_id:
            return False
        if self.schools and school_id not in self.schools:
            return False
        return not self.classrooms or classroom_id is None or classroom_id in self.classrooms


def compile_plan(programme: Programme) -> None:
    """Write `programme.plan` from its audience, quotas and list. Call after every change of any of them."""
    programme.plan = {
        "schools": sorted(programme.schools.values_list("pk", flat=True)),
        "classrooms": sorted(programme.classrooms.values_list("pk", flat=True)),
        "quotas": list(programme.quotas.values_list("kind", "value", "least")),
        "semesters": _semesters(programme),
    } | _titles(programme)
    programme.save(update_fields=["plan"])


def plans_for(school_ids: Iterable[int], first: dt.date, last: dt.date) -> list[Plan]:
    """The started programmes that may count entries of these schools and days, in one query."""
    found = Programme.objects.counting().for_schools(set(school_ids)).touching(first, last)
    return [Plan.of(programme) for programme in found.order_by("pk")]


def _titles(programme: Programme) -> dict[str, list[int]]:
    if programme.reading_list is None:
        return {"listed": [], "compulsory": []}
    items = list(programme.reading_list.items.order_by("place", "pk").values_list("title_id", "compulsory"))
    # Nobody finishes the same titles again every week; and reviews are of titles, not of books in hand.
    whole = programme.interval == Interval.WHOLE and programme.metric != Metric.REVIEWS
    compulsory = [title for title, must in items if must and whole]
    return {"listed": [title for title, _ in items], "compulsory": compulsory}


def _semesters(programme: Programme) -> list[str]:
    years = AcademicYear.objects.filter(starts_on__lte=programme.ends_on, ends_on__gte=programme.starts_on)
    days = {day for year in years for day in (year.starts_on, year.second_semester_on)}
    return [day.isoformat() for day in sorted(days)]
