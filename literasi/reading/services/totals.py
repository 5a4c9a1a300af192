"""Moving everything that is added up along with the entries.

Call `settle` last in a verb, under the locks of the journals concerned, when the entries are written.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils import timezone

from ..counting.standings import Touched, recount
from ..counting.upsert import add_up
from ..models import AMOUNTS, DailyTotal, Journal, KindTotal, ReadingLog, Status, WeekTotal, group_of
from ..weeks import monday_of
from .witness import journals_stirred, totals_changed


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


class Kind(NamedTuple):
    """What kind of book was read; all empty where it is not known."""

    level: str = ""
    genre: str = ""
    language: str = ""


Tally = tuple[int, ...]  # one number for each of AMOUNTS
ZERO: Tally = (0,) * len(AMOUNTS)
WEEK_SUMS = (*AMOUNTS, "readers")
WEEK_KEY = ("group", "week")
KIND_SUMS = ("entries", "minutes", "finished")
KIND_KEY = ("group", "month", "level", "genre", "language")


class Change(NamedTuple):
    """What an entry adds to its slot and its kind of book, or takes away."""

    slot: Slot
    kind: Kind
    tally: Tally


def counting(log: ReadingLog, sign: int = 1) -> Change:
    """What an entry as it stands adds to its day, or (sign -1) takes away from it."""
    slot = Slot(log.reader_id, log.school_id, log.classroom_id, log.read_on)
    kind = Kind(log.book.level, log.book.genre, log.book.language) if log.book else Kind()
    if log.status == Status.RETURNED:
        return Change(slot, kind, ZERO)
    own = (1, log.minutes, log.pages)
    verified = own if log.status == Status.VERIFIED else (0, 0, 0)
    return Change(slot, kind, tuple(sign * n for n in (*own, int(log.finished), *verified)))


def settle(changes: Iterable[Change]) -> None:
    """Let totals, standings and everything that waits for them follow."""
    changes = list(changes)
    shift(changes)
    slots = {change.slot for change in changes}
    recount(Touched(slot.reader_id, slot.school_id, slot.classroom_id, slot.day) for slot in slots)
    Journal.objects.of_readers({slot.reader_id for slot in slots}).update(stirred_at=timezone.now())
    totals_changed({slot.classroom_id for slot in slots})
    journals_stirred()


def shift(changes: Iterable[Change]) -> None:
    """Apply changes to daily and weekly totals and to those by kind of book."""
    by_slot: dict[Slot, Tally] = defaultdict(lambda: ZERO)
    by_kind: dict[tuple[Slot, Kind], Tally] = defaultdict(lambda: ZERO)
    for slot, kind, tally in changes:
        by_slot[slot] = _add(by_slot[slot], tally)
        by_kind[slot, kind] = _add(by_kind[slot, kind], tally)
    by_slot = {slot: tally for slot, tally in by_slot.items() if any(tally)}
    if by_slot:
        readers = _shift_days(by_slot)
        _shift_weeks(by_slot, readers)
    add_up(KindTotal, KIND_KEY, KIND_SUMS, _kind_changes(by_kind))


def _kind_changes(by_kind: dict[tuple[Slot, Kind], Tally]) -> list[dict[str, Any]]:
    sums: dict[tuple, Tally] = defaultdict(lambda: (0,) * len(KIND_SUMS))
    for (slot, kind), tally in by_kind.items():
        named = dict(zip(AMOUNTS, tally, strict=True))
        key = (slot.school_id, slot.classroom_id, slot.day.replace(day=1), kind)
        sums[key] = _add(sums[key], tuple(named[name] for name in KIND_SUMS))
    return [
        {
            "group": group_of(school, classroom),
            "school_id": school,
            "classroom_id": classroom,
            "month": month,
            **kind._asdict(),
            **dict(zip(KIND_SUMS, tally, strict=True)),
        }
        for (school, classroom, month, kind), tally in sums.items()
        if any(tally)
    ]


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
    """Week rows are shared by a class: they are added to in one statement, always in the same order."""
    deltas: dict[WeekKey, Tally] = defaultdict(lambda: ZERO)
    for slot, tally in by_slot.items():
        deltas[slot.week] = _add(deltas[slot.week], tally)
    changes = [
        {
            "group": group_of(key.school_id, key.classroom_id),
            **key._asdict(),
            **dict(zip(AMOUNTS, tally, strict=True)),
            "readers": readers.get(key, 0),
        }
        for key, tally in deltas.items()
    ]
    add_up(WeekTotal, WEEK_KEY, WEEK_SUMS, changes)


def _put_on(row: DailyTotal, tally: Tally) -> None:
    for name, amount in zip(AMOUNTS, tally, strict=True):
        setattr(row, name, getattr(row, name) + amount)


def _add(a: Tally, b: Tally) -> Tally:
    return tuple(x + y for x, y in zip(a, b, strict=True))
