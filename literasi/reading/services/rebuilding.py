"""Adding the journal up again, to check and to mend the totals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from accounts.models import School

from ..counting import rebuild_standings
from ..counting.rebuild import hold_all_journals
from ..counting.upsert import add_up
from ..models import (
    AMOUNTS,
    DailyTotal,
    KindTotal,
    Programme,
    ReadingLog,
    Status,
    WeekTotal,
    group_of,
)
from ..weeks import monday_of
from .totals import KIND_KEY, KIND_SUMS, ZERO, Slot, Tally, WeekKey


@dataclass(frozen=True)
class Difference:
    """A total that is not what its entries add up to. Amounts in the order of AMOUNTS (+ readers)."""

    key: Any
    kept: tuple
    counted: tuple


@transaction.atomic
def rebuild_totals(*, check_only: bool = False) -> list[Difference]:
    """Compare all totals and standings with the entries; unless `check_only`, correct those that differ."""
    hold_all_journals()
    found: list[Difference] = []
    for school in School.objects.order_by("pk"):
        days = _counted_days(school)
        found += _compare(school, DailyTotal, days, check_only)
        found += _compare(school, WeekTotal, _counted_weeks(days), check_only)
        found += _compare_kinds(school, check_only)
    for programme in Programme.objects.counting():
        wrong = rebuild_standings(programme, check_only=check_only)
        found += [Difference(off.spot, off.kept, off.counted) for off in wrong]
    return found


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


def _compare_kinds(school: School, check_only: bool) -> list[Difference]:
    rows = (
        ReadingLog.objects.filter(school=school)
        .counted()
        .order_by()
        .annotate(month=TruncMonth("read_on"))
        .values_list("classroom_id", "month", "book__level", "book__genre", "book__language")
        .annotate(n=Count("pk"), m=Sum("minutes"), f=Count("pk", filter=Q(finished=True)))
    )
    classes: dict[int, int | None] = {}
    counted: dict[tuple, tuple] = {}
    for classroom, month, level, genre, language, *sums in rows.iterator():
        group = group_of(school.pk, classroom)
        classes[group] = classroom
        key = (group, month, level or "", genre or "", language or "")
        counted[key] = tuple(a + b for a, b in zip(counted.get(key, (0, 0, 0)), sums, strict=True))
    kept = {
        row[:5]: row[5:] for row in KindTotal.objects.filter(school=school).values_list(*KIND_KEY, *KIND_SUMS)
    }
    zero = (0,) * len(KIND_SUMS)
    wrong = [
        Difference(key, kept.get(key, zero), counted.get(key, zero))
        for key in kept.keys() | counted.keys()
        if kept.get(key, zero) != counted.get(key, zero)
    ]
    wrong.sort(key=str)
    if wrong and not check_only:
        KindTotal.objects.filter(school=school).delete()
        add_up(
            KindTotal, KIND_KEY, KIND_SUMS, (_kind_row(school, classes, *pair) for pair in counted.items())
        )
    return wrong


def _kind_row(school: School, classes: dict[int, int | None], key: tuple, sums: tuple) -> dict[str, Any]:
    row = dict(zip(KIND_KEY, key, strict=True)) | dict(zip(KIND_SUMS, sums, strict=True))
    return row | {"school_id": school.pk, "classroom_id": classes[key[0]]}


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
        for key in kept.keys() | counted.keys()
        if kept.get(key, zero) != counted.get(key, zero)
    ]
    wrong.sort(key=str)
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
    more: dict[str, Any]
    if isinstance(key, Slot):
        more = {"week": monday_of(key.day)}
    else:
        more = {"group": group_of(key.school_id, key.classroom_id)}
    return model(**key._asdict(), **more)
