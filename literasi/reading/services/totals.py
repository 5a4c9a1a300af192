"""Moving the totals along with the entries. Call under the locks of the journals concerned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from ..models import AMOUNTS, DailyTotal, ReadingLog, Status, WeekTotal
from ..weeks import monday_of


class Slot(NamedTuple):
    """Where an entry is counted."""

    reader_id: int
    school_id: int
    classroom_id: int | None
    day: dt.date

    @property
    def week(self) -> WeekKey:
        return WeekKey(self.school_id, self.classroom_id, monday_of(self.day))


class WeekKey(NamedTuple):
    school_id: int
    classroom_id: int | None
    week: dt.date


Tally = tuple[int, ...]  # one number for each of AMOUNTS
Change = tuple[Slot, Tally]
ZERO: Tally = (0,) * len(AMOUNTS)


def counting(log: ReadingLog, sign: int = 1) -> Change:
    """What an entry as it stands adds to its day, or (sign -1) takes away from it."""
    slot = Slot(log.reader_id, log.school_id, log.classroom_id, log.read_on)
    if log.status == Status.RETURNED:
        return slot, ZERO
    own = (1, log.minutes, log.pages)
    verified = own if log.status == Status.VERIFIED else (0, 0, 0)
    return slot, tuple(sign * n for n in (*own, int(log.finished), *verified))


def shift(changes: Iterable[Change]) -> None:
    """Apply changes to daily and weekly totals."""
    by_slot: dict[Slot, Tally] = defaultdict(lambda: ZERO)
    for slot, tally in changes:
        by_slot[slot] = _add(by_slot[slot], tally)
    by_slot = {slot: tally for slot, tally in by_slot.items() if any(tally)}
    if by_slot:
        readers = _shift_days(by_slot)
        _shift_weeks(by_slot, readers)


def _shift_days(by_slot: dict[Slot, Tally]) -> dict[WeekKey, int]:
    """Write the daily rows; answer by how much each week's number of readers changed."""
    rows = {
        Slot(row.reader_id, row.school_id, row.classroom_id, row.day): row
        for row in DailyTotal.objects.filter(
            reader_id__in={s.reader_id for s in by_slot}, week__in={monday_of(s.day) for s in by_slot}
        )
    }
    before = _reader_weeks(rows)
    new = []
    for slot, tally in by_slot.items():
        if slot not in rows:
            rows[slot] = DailyTotal(**slot._asdict(), week=monday_of(slot.day))
            new.append(rows[slot])
        _put_on(rows[slot], tally)
    DailyTotal.objects.bulk_create(new)
    DailyTotal.objects.bulk_update([rows[s] for s in by_slot if rows[s] not in new], AMOUNTS)
    after = _reader_weeks(rows)
    return {
        key: len(after.get(key, ())) - len(before.get(key, ())) for key in {slot.week for slot in by_slot}
    }


def _reader_weeks(rows: dict[Slot, DailyTotal]) -> dict[WeekKey, set[int]]:
    active: dict[WeekKey, set[int]] = defaultdict(set)
    for slot, row in rows.items():
        if row.entries > 0:
            active[slot.week].add(slot.reader_id)
    return active


def _shift_weeks(by_slot: dict[Slot, Tally], readers: dict[WeekKey, int]) -> None:
    """Week rows are shared by a class, so they are locked here, always in the same order."""
    deltas: dict[WeekKey, Tally] = defaultdict(lambda: ZERO)
    for slot, tally in by_slot.items():
        deltas[slot.week] = _add(deltas[slot.week], tally)
    wanted = _any_of(deltas)
    known = set(WeekTotal.objects.filter(wanted).values_list("school_id", "classroom_id", "week"))
    missing = sorted(deltas.keys() - known, key=lambda k: (k.school_id, k.classroom_id or 0, k.week))
    if missing:
        WeekTotal.objects.bulk_create([WeekTotal(**k._asdict()) for k in missing], ignore_conflicts=True)
    rows = list(WeekTotal.objects.filter(wanted).select_for_update().order_by("pk"))
    for row in rows:
        key = WeekKey(row.school_id, row.classroom_id, row.week)
        _put_on(row, deltas[key])
        row.readers += readers.get(key, 0)
    WeekTotal.objects.bulk_update(rows, [*AMOUNTS, "readers"])


def _any_of(keys: Iterable[WeekKey]) -> Q:
    by_class: dict[tuple[int, int | None], set[dt.date]] = defaultdict(set)
    for key in keys:
        by_class[key.school_id, key.classroom_id].add(key.week)
    wanted = Q(pk__in=[])
    for (school_id, classroom_id), weeks in by_class.items():
        classroom = Q(classroom_id=classroom_id) if classroom_id else Q(classroom__isnull=True)
        wanted |= classroom & Q(school_id=school_id, week__in=weeks)
    return wanted


def _put_on(row: DailyTotal | WeekTotal, tally: Tally) -> None:
    for name, amount in zip(AMOUNTS, tally, strict=True):
        setattr(row, name, getattr(row, name) + amount)


def _add(a: Tally, b: Tally) -> Tally:
    return tuple(x + y for x, y in zip(a, b, strict=True))
