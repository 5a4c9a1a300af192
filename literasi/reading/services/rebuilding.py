"""Adding the journal up again, to check and to mend the totals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, Sum

from accounts.models import School

from ..models import AMOUNTS, DailyTotal, Journal, ReadingLog, Status, WeekTotal
from ..weeks import monday_of
from .totals import ZERO, Slot, Tally, WeekKey


@dataclass(frozen=True)
class Difference:
    """A total that is not what its entries add up to. Amounts in the order of AMOUNTS (+ readers)."""

    key: Slot | WeekKey
    kept: Tally
    counted: Tally


@transaction.atomic
def rebuild_totals(*, check_only: bool = False) -> list[Difference]:
    """Compare every total with its entries and, unless `check_only`, correct those that differ."""
    _hold_all_journals()
    found: list[Difference] = []
    for school in School.objects.order_by("pk"):
        days = _counted_days(school)
        found += _compare(school, DailyTotal, days, check_only)
        found += _compare(school, WeekTotal, _counted_weeks(days), check_only)
    return found


def _hold_all_journals() -> None:
    """Nobody writes meanwhile: SQLite's transaction is alone anyway; PostgreSQL is told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Journal._meta.db_table}" IN EXCLUSIVE MODE')


def _counted_days(school: School) -> dict[Slot, Tally]:
    verified = Q(status=Status.VERIFIED)
    rows = (
        ReadingLog.objects.filter(school=school)
        .counted()
        .order_by()
        .values_list("reader_id", "school_id", "classroom_id", "read_on")
        .annotate(
            n=Count("pk"),
            m=Sum("minutes"),
            p=Sum("pages"),
            f=Count("pk", filter=Q(finished=True)),
            vn=Count("pk", filter=verified),
            vm=Sum("minutes", filter=verified, default=0),
            vp=Sum("pages", filter=verified, default=0),
        )
    )
    return {Slot(*row[:4]): tuple(row[4:]) for row in rows.iterator()}


def _counted_weeks(days: dict[Slot, Tally]) -> dict[WeekKey, Tally]:
    sums: dict[WeekKey, Tally] = defaultdict(lambda: ZERO)
    readers: dict[WeekKey, set[int]] = defaultdict(set)
    for slot, tally in days.items():
        sums[slot.week] = tuple(a + b for a, b in zip(sums[slot.week], tally, strict=True))
        readers[slot.week].add(slot.reader_id)
    return {key: (*tally, len(readers[key])) for key, tally in sums.items()}


def _compare(
    school: School,
    model: type[DailyTotal] | type[WeekTotal],
    counted: dict,
    check_only: bool,
) -> list[Difference]:
    fields = AMOUNTS if model is DailyTotal else (*AMOUNTS, "readers")
    zero = (0,) * len(fields)
    rows = {_key_of(row): row for row in model.objects.filter(school=school)}
    kept = {key: tuple(getattr(row, name) for name in fields) for key, row in rows.items()}
    wrong = [
        Difference(key, kept.get(key, zero), counted.get(key, zero))
        for key in sorted(kept.keys() | counted.keys(), key=str)
        if kept.get(key, zero) != counted.get(key, zero)
    ]
    if not check_only:
        _correct(model, rows, wrong, fields)
    return wrong


def _correct(
    model: type[DailyTotal] | type[WeekTotal], rows: dict, wrong: list[Difference], fields: tuple[str, ...]
) -> None:
    """Write the counted amounts: a city's year is some ten thousand rows, so in bulk."""
    missing: list[Any] = []
    changed: list[Any] = []
    for difference in wrong:
        known = rows.get(difference.key)
        row = known or _new(model, difference.key)
        for name, amount in zip(fields, difference.counted, strict=True):
            setattr(row, name, amount)
        (changed if known else missing).append(row)
    model.objects.bulk_create(missing, batch_size=2000)
    model.objects.bulk_update(changed, fields, batch_size=500)


def _key_of(row: DailyTotal | WeekTotal) -> Slot | WeekKey:
    if isinstance(row, DailyTotal):
        return Slot(row.reader_id, row.school_id, row.classroom_id, row.day)
    return WeekKey(row.school_id, row.classroom_id, row.week)


def _new(model: type[DailyTotal] | type[WeekTotal], key: Slot | WeekKey) -> DailyTotal | WeekTotal:
    week: dict[str, dt.date] = {"week": monday_of(key.day)} if isinstance(key, Slot) else {}
    return model(**key._asdict(), **week)
