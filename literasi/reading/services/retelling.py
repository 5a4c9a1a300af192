"""A pupil has told the teacher what they read."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.services import record

from .. import exceptions as broken
from ..models import Evidence, ReadingLog, Status
from . import totals
from .checking import locked, mark


@transaction.atomic
def note_retelling(entry: ReadingLog, *, version: int, by: User, note: str = "") -> ReadingLog:
    """Verify an entry and note that it was retold; stronger evidence stays what it is."""
    [log] = locked([entry.pk], by)
    if log.version != version or log.is_returned:
        raise broken.EntryChanged
    changes = mark(log, Status.VERIFIED, by)
    log.evidence = max(log.evidence, Evidence.ORAL)
    log.note = " ".join(note.split())[:300] or log.note
    log.save(update_fields=["status", "checked_by", "checked_at", "evidence", "note"])
    totals.settle(changes)
    record("note_retelling", log, actor=by, school=log.school, evidence=log.evidence)
    return log
