"""The teacher's side: verify and return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record

from .. import exceptions as broken
from ..models import ReadingLog, Status
from ..telling import tell_entry_returned
from . import shelf, totals
from .line import stand_in_lines


@dataclass(frozen=True)
class CheckOutcome:
    """What became of each entry of a bulk verification.

    `changed`: not what was on the screen any more; `flagged`: left for a look of its own.
    """

    verified: list[ReadingLog] = field(default_factory=list)
    already: list[ReadingLog] = field(default_factory=list)
    changed: list[ReadingLog] = field(default_factory=list)
    flagged: list[ReadingLog] = field(default_factory=list)


@transaction.atomic
def verify_entries(tickets: Mapping[int, int], *, by: User, plain_only: bool = False) -> CheckOutcome:
    """Verify entries, given as id → the version that was on the screen.

    With `plain_only` (a whole page at once) flagged entries are left waiting and reported.
    Verifying twice changes nothing. An entry edited or returned meanwhile is left as it is and reported.
    An id outside the user's own classes, or of the user's own journal, raises ReadingLog.DoesNotExist:
    nothing is done.
    """
    logs = locked(tickets.keys(), by)
    outcome = CheckOutcome()
    changes = []
    for log in logs:
        if log.version != tickets[log.pk] or log.is_returned:
            outcome.changed.append(log)
        elif log.is_verified:
            outcome.already.append(log)
        elif plain_only and log.flags:
            outcome.flagged.append(log)
        else:
            changes += mark(log, Status.VERIFIED, by)
            outcome.verified.append(log)
    _keep(outcome.verified, changes)
    for school, count in Counter(log.school for log in outcome.verified).items():
        ids = [log.pk for log in outcome.verified if log.school_id == school.pk]
        record("verify_entries", school, actor=by, school=school, count=count, entries=ids)
    return outcome


@transaction.atomic
def return_entry(entry: ReadingLog, *, version: int, note: str, by: User) -> ReadingLog:
    """Give an entry back with a note; it counts in no total until the reader has mended it."""
    [log] = locked([entry.pk], by)
    if not note.strip():
        raise broken.NoteNeeded
    if log.version != version:
        raise broken.EntryChanged
    log.note = " ".join(note.split())[:300]
    changes = mark(log, Status.RETURNED, by)
    _keep([log], changes)
    shelf.refresh(log.book)
    record("return_entry", log, actor=by, school=log.school)
    tell_entry_returned(log)
    return log


def locked(ids: Iterable[int], by: User) -> list[ReadingLog]:
    """The entries, read again under the locks of their journals."""
    wanted = set(ids)
    mine = ReadingLog.objects.checkable_by(by).filter(pk__in=wanted)
    stand_in_lines(mine.values_list("reader_id", flat=True))
    logs = list(mine.select_related("book", "school", "reader").oldest_first())
    if len(logs) != len(wanted):
        raise ReadingLog.DoesNotExist
    return logs


def mark(log: ReadingLog, status: Status, by: User) -> list[totals.Change]:
    taken = totals.counting(log, -1)
    log.status, log.checked_by, log.checked_at = status, by, timezone.now()
    return [taken, totals.counting(log)]


def _keep(logs: list[ReadingLog], changes: list[totals.Change]) -> None:
    ReadingLog.objects.bulk_update(logs, ["status", "checked_by", "checked_at", "note"])
    totals.settle(changes)
