"""Standings follow the journal. Call under the locks of the journals concerned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Q

from ..models import GroupStanding, Metric, ReadingLog, Review, ReviewState, Standing, group_of
from .periods import days_in, period_of
from .plans import Plan, plans_for
from .rules import amount_of, audience_of, counts_in, missing, quota_counts
from .upsert import add_up

GROUP_SUMS = ("amount", "readers", "reached")


class Touched(NamedTuple):
    """A reader whose entries of a day changed, and where they are counted that day."""

    reader_id: int
    school_id: int
    classroom_id: int | None
    day: dt.date


class Spot(NamedTuple):
    """One standing: a programme's id, a reader's, and a period."""

    programme_id: int
    reader_id: int
    period: dt.date


@dataclass
class Work:
    """The standings to count again, and the seat each reader is counted at."""

    plans: list[Plan]
    spots: dict[Spot, Touched] = field(default_factory=dict)

    @property
    def readers(self) -> set[int]:
        return {spot.reader_id for spot in self.spots}

    def periods_of(self, plan: Plan) -> list[dt.date]:
        return sorted({spot.period for spot in self.spots if spot.programme_id == plan.programme.pk})


def recount(touched: Iterable[Touched]) -> None:
    """Count the touched readers' standings again: five queries, however many readers and entries."""
    touched = list(touched)
    if not touched:
        return
    days = [one.day for one in touched]
    work = Work(plans_for({one.school_id for one in touched}, min(days), max(days)))
    for plan in work.plans:
        for one in touched:
            in_time = plan.programme.starts_on <= one.day <= plan.programme.ends_on
            if in_time and plan.may_concern(one.school_id, one.classroom_id):
                work.spots[Spot(plan.programme.pk, one.reader_id, period_of(plan, one.day))] = one
    if work.spots:
        _write(work, counted(work))


def counted(work: Work) -> dict[Spot, Standing]:
    """Unsaved standings for every spot whose entries add up to something."""
    logs = _sums(work, ReadingLog.objects.filter(reader_id__in=work.readers), "journal")
    reviews = _sums(work, Review.objects.filter(reader_id__in=work.readers), "reviews")
    found = {}
    for plan in work.plans:
        for spot, seat in work.spots.items():
            if spot.programme_id != plan.programme.pk:
                continue
            sums = logs.get(spot) or reviews.get(spot)
            if sums and any(sums.values()):
                found[spot] = _standing(plan, spot, seat, dict(sums))
    return found


def _standing(plan: Plan, spot: Spot, seat: Touched, sums: dict[str, int]) -> Standing:
    amount = sums.pop("amount")
    still = missing(plan, sums)
    return Standing(
        **spot._asdict(),
        school_id=seat.school_id,
        classroom_id=seat.classroom_id,
        amount=amount,
        quotas=sums,
        missing=still,
        reached=amount >= plan.programme.value and not still,
    )


def _sums(work: Work, rows: Any, source: str) -> dict[Spot, dict[str, int]]:
    """One query for all programmes and periods: an aggregate for each, grouped by reader.

    It reads no day that none of them asks for: a weekly programme costs the same in June as in July.
    """
    asked: dict[str, tuple[Plan, dt.date, str]] = {}
    aggregates = {}
    asked_days: list[dt.date] = []
    for plan in work.plans:
        if (plan.programme.metric == Metric.REVIEWS) != (source == "reviews"):
            continue
        for period in work.periods_of(plan):
            asked_days += days_in(plan, period)
            for name, aggregate in _aggregates(plan, period).items():
                key = f"a{len(asked)}"
                asked[key] = (plan, period, name)
                aggregates[key] = aggregate
    if not aggregates:
        return {}
    found: dict[Spot, dict[str, int]] = defaultdict(dict)
    day = "reviewed_on" if source == "reviews" else "read_on"
    rows = rows.filter(**{f"{day}__range": (min(asked_days), max(asked_days))})
    for row in rows.order_by().values("reader_id").annotate(**aggregates):
        for key, (plan, period, name) in asked.items():
            found[Spot(plan.programme.pk, row["reader_id"], period)][name] = row[key]
    return found


def _aggregates(plan: Plan, period: dt.date) -> dict[str, Any]:
    first, last = days_in(plan, period)
    if plan.programme.metric == Metric.REVIEWS:
        published = Q(state=ReviewState.PUBLISHED, reviewed_on__range=(first, last))
        return {"amount": Count("pk", filter=audience_of(plan, days=False) & published)}
    condition = counts_in(plan, first, last)
    return {"amount": amount_of(plan, condition), **quota_counts(plan, condition)}


def _write(work: Work, new: dict[Spot, Standing]) -> None:
    old = {
        Spot(row.programme_id, row.reader_id, row.period): row
        for row in Standing.objects.filter(
            programme_id__in={spot.programme_id for spot in work.spots},
            reader_id__in=work.readers,
            period__in={spot.period for spot in work.spots},
        )
    }
    rows = [new.get(spot) or emptied(old[spot]) for spot in work.spots if spot in new or spot in old]
    keys = {Spot(r.programme_id, r.reader_id, r.period): r for r in rows}
    changes = group_changes((old.get(spot), row) for spot, row in keys.items())
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["programme", "reader", "period"],
        update_fields=["school", "classroom", "amount", "missing", "quotas", "reached"],
    )
    add_up(GroupStanding, ["programme_id", "period", "group"], GROUP_SUMS, changes)


def emptied(row: Standing) -> Standing:
    return Standing(
        programme_id=row.programme_id,
        reader_id=row.reader_id,
        period=row.period,
        school_id=row.school_id,
        classroom_id=row.classroom_id,
    )


def group_changes(pairs: Iterable[tuple[Standing | None, Standing]]) -> list[dict[str, Any]]:
    """What the classes' rows gain and lose when standings go from the first to the second of each pair."""
    sums: dict[tuple[int, dt.date, int], list[int]] = defaultdict(lambda: [0] * len(GROUP_SUMS))
    places: dict[int, tuple[int, int | None]] = {}
    for before, after in pairs:
        for row, sign in ((before, -1), (after, 1)):
            if row is None:
                continue
            group = group_of(row.school_id, row.classroom_id)
            places[group] = (row.school_id, row.classroom_id)
            tally = (row.amount, int(row.amount > 0), int(row.reached))
            known = sums[row.programme_id, row.period, group]
            for n, amount in enumerate(tally):
                known[n] += sign * amount
    return [
        {
            "programme_id": programme,
            "period": period,
            "group": group,
            "school_id": places[group][0],
            "classroom_id": places[group][1],
            **dict(zip(GROUP_SUMS, tally, strict=True)),
        }
        for (programme, period, group), tally in sums.items()
        if any(tally)
    ]
