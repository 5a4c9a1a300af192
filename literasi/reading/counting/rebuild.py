"""All standings of a programme again, from the journal: after its rules changed, and to check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from ..models import GroupStanding, Journal, Programme, ReadingLog, Review, Standing
from .periods import period_of
from .plans import Plan
from .rules import audience_of
from .standings import GROUP_SUMS, Spot, Touched, Work, counted, emptied, group_changes
from .upsert import add_up

READERS_AT_ONCE = 200
PERIODS_AT_ONCE = 40


@dataclass(frozen=True)
class Off:
    """A standing that is not what the journal adds up to: (amount, missing, reached), kept and counted."""

    spot: Spot | tuple
    kept: tuple
    counted: tuple


@transaction.atomic
def rebuild_standings(programme: Programme, *, check_only: bool = False) -> list[Off]:
    """Count every standing of the programme anew; answer those that were wrong. Nobody writes meanwhile."""
    hold_all_journals()
    plan = Plan.of(Programme.objects.select_for_update().get(pk=programme.pk))
    wrong: list[Off] = []
    readers = _readers(plan)
    for start in range(0, len(readers), READERS_AT_ONCE):
        found = _again(plan, readers[start : start + READERS_AT_ONCE])
        if not check_only:
            found.correct()
        wrong += found.off()
    wrong += _groups_again(plan, check_only)
    return wrong


def count_anew(programme_id: int) -> None:
    """Count every standing of a started programme, a handful of readers in each transaction.

    Entries go on being saved: an entry saved before the programme's new rules could be seen is waited for,
    one saved later counts by them, and the classes' sums follow by difference.
    """
    with transaction.atomic():
        hold_all_journals()
    readers = _readers(Plan.of(Programme.objects.get(pk=programme_id)))
    for start in range(0, len(readers), READERS_AT_ONCE):
        _count_handful(programme_id, readers[start : start + READERS_AT_ONCE])


@transaction.atomic
def _count_handful(programme_id: int, readers: list[int]) -> None:
    list(Journal.objects.of_readers(readers).in_line())
    found = _again(Plan.of(Programme.objects.get(pk=programme_id)), readers)
    found.correct()
    changes = group_changes(
        (found.old.get(s), found.new.get(s) or emptied(found.old[s])) for s in found.wrong
    )
    add_up(GroupStanding, ["programme_id", "period", "group"], GROUP_SUMS, changes)


def hold_all_journals() -> None:
    """Nobody writes meanwhile: SQLite's transaction is alone anyway; PostgreSQL is told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Journal._meta.db_table}" IN EXCLUSIVE MODE')


@dataclass(frozen=True)
class Compared:
    """Standings of some readers as kept and as counted; `wrong` are those that differ."""

    old: dict[Spot, Standing]
    new: dict[Spot, Standing]

    @property
    def wrong(self) -> list[Spot]:
        every = sorted(self.old.keys() | self.new.keys())
        return [spot for spot in every if _says(self.old.get(spot)) != _says(self.new.get(spot))]

    def off(self) -> list[Off]:
        return [Off(spot, _says(self.old.get(spot)), _says(self.new.get(spot))) for spot in self.wrong]

    def correct(self) -> None:
        wrong = self.wrong
        Standing.objects.filter(pk__in=[self.old[s].pk for s in wrong if s in self.old]).delete()
        Standing.objects.bulk_create([self.new[s] for s in wrong if s in self.new], batch_size=1000)


def _readers(plan: Plan) -> list[int]:
    """Whoever has an entry, a review or a standing the programme could count."""
    logs = ReadingLog.objects.filter(audience_of(plan)).values_list("reader_id", flat=True)
    reviews = Review.objects.filter(audience_of(plan, days=False)).values_list("reader_id", flat=True)
    known = Standing.objects.filter(programme=plan.programme).values_list("reader_id", flat=True)
    return sorted(set(logs.distinct()) | set(reviews.distinct()) | set(known.distinct()))


def _again(plan: Plan, readers: list[int]) -> Compared:
    seats = _seats(plan, readers)
    old = {
        Spot(row.programme_id, row.reader_id, row.period): row
        for row in Standing.objects.filter(programme=plan.programme, reader_id__in=readers)
    }
    for spot, row in old.items():
        # A period of an interval that the programme no longer has is not counted, and so goes.
        if period_of(plan, row.period) == row.period:
            seats.setdefault(spot, Touched(row.reader_id, row.school_id, row.classroom_id, row.period))
    new = {}
    periods = sorted({spot.period for spot in seats})
    for start in range(0, len(periods), PERIODS_AT_ONCE):
        some = set(periods[start : start + PERIODS_AT_ONCE])
        new.update(counted(Work([plan], {s: seat for s, seat in seats.items() if s.period in some})))
    return Compared(old, new)


def _seats(plan: Plan, readers: list[int]) -> dict[Spot, Touched]:
    """Where each reader sat at their latest entry (or review) of each period."""
    rows: list[Any] = list(
        ReadingLog.objects.filter(audience_of(plan), reader_id__in=readers)
        .order_by("read_on", "pk")
        .values_list("reader_id", "school_id", "classroom_id", "read_on")
    )
    rows += list(
        Review.objects.filter(audience_of(plan, days=False), reader_id__in=readers)
        .order_by("reviewed_on", "pk")
        .values_list("reader_id", "school_id", "classroom_id", "reviewed_on")
    )
    return {
        Spot(plan.programme.pk, reader, period_of(plan, day)): Touched(reader, school, classroom, day)
        for reader, school, classroom, day in rows
        if plan.programme.starts_on <= day <= plan.programme.ends_on
    }


def _says(row: Standing | None) -> tuple:
    if row is None or (not row.amount and not any(row.quotas.values())):
        return (0, None, False)
    return (row.amount, row.missing, row.reached)


def _groups_again(plan: Plan, check_only: bool) -> list[Off]:
    rows = Standing.objects.filter(programme=plan.programme).only(
        "programme_id", "period", "school_id", "classroom_id", "amount", "reached"
    )
    summed = {
        (change["period"], change["group"]): change
        for change in group_changes((None, row) for row in rows.iterator(chunk_size=2000))
    }
    kept: dict[tuple[dt.date, int], tuple] = {
        (row.period, row.group): (row.amount, row.readers, row.reached)
        for row in GroupStanding.objects.filter(programme=plan.programme)
    }
    right = {key: tuple(change[name] for name in GROUP_SUMS) for key, change in summed.items()}
    zero = (0, 0, 0)
    wrong = [key for key in kept.keys() | right.keys() if kept.get(key, zero) != right.get(key, zero)]
    if wrong and not check_only:
        GroupStanding.objects.filter(programme=plan.programme).delete()
        add_up(GroupStanding, ["programme_id", "period", "group"], GROUP_SUMS, summed.values())
    return [Off(key, kept.get(key, zero), right.get(key, zero)) for key in wrong]
