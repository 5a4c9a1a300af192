"""A reader's standing with the people who check: paused, or trusted. Both hold the journal's lock."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import Classroom, Enrolment, Grant, Role, User
from audit.services import record

from .. import exceptions as broken
from ..models import Journal, ReadingLog, Status
from .line import stand_in_line
from .placement import Placement


@transaction.atomic
def pause_journal(reader: User, *, classroom: Classroom, reason: str, by: User) -> Journal:
    """From now on the reader logs, edits and deletes nothing; class sessions still count. Ends trust."""
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise broken.ReasonNeeded
    if reader == by:
        raise broken.TrustNotYours
    journal = stand_in_line(reader)
    if journal.is_paused:
        return journal
    journal.paused_at, journal.paused_by, journal.pause_reason = timezone.now(), by, reason
    journal.trusted_in = journal.trusted_by = None
    _keep(journal)
    record("pause_journal", reader, actor=by, school=classroom.school, classroom=classroom.pk)
    return journal


@transaction.atomic
def resume_journal(reader: User, *, classroom: Classroom, by: User) -> Journal:
    """The reader writes again. Resuming twice changes nothing."""
    journal = stand_in_line(reader)
    if journal.is_paused and reader != by:
        journal.paused_at = journal.paused_by = None
        journal.pause_reason = ""
        _keep(journal)
        record("resume_journal", reader, actor=by, school=classroom.school, classroom=classroom.pk)
    return journal


@transaction.atomic
def trust_reader(reader: User, *, classroom: Classroom, by: User) -> Journal:
    """Mark a pupil of one's own class as a reader whose plain entries need no routine check."""
    if reader == by or not _teaches(by.pk, classroom.pk):
        raise broken.TrustNotYours
    journal = stand_in_line(reader)
    if not Enrolment.objects.open().filter(pupil__user=reader, classroom=classroom).exists():
        raise broken.NotInClass
    if journal.is_paused:
        raise broken.StillPaused
    if (journal.trusted_in_id, journal.trusted_by_id) != (classroom.pk, by.pk):
        journal.trusted_in, journal.trusted_by = classroom, by
        _keep(journal)
        record("trust_reader", reader, actor=by, school=classroom.school, classroom=classroom.pk)
    return journal


@transaction.atomic
def end_trust(reader: User, *, classroom: Classroom, by: User) -> Journal:
    """Take the mark away; what was verified stays verified."""
    journal = stand_in_line(reader)
    if journal.trusted_in_id is not None:
        journal.trusted_in = journal.trusted_by = None
        _keep(journal)
        record("end_trust", reader, actor=by, school=classroom.school, classroom=classroom.pk)
    return journal


def refuse_paused(journal: Journal) -> None:
    if journal.is_paused:
        raise broken.JournalPaused


def vouch(log: ReadingLog, journal: Journal, place: Placement) -> None:
    """Verify a trusted reader's entry at once, in the name of who trusts them, unless it is flagged.

    The mark holds while the reader sits in that class and the teacher teaches it. Evidence stays what it is.
    """
    where, who = journal.trusted_in_id, journal.trusted_by_id
    if where is None or who is None or log.flags:
        return
    if place.now and log.classroom_id == where and _teaches(who, where):
        log.status, log.checked_by_id, log.checked_at = Status.VERIFIED, who, timezone.now()


def _teaches(user_id: int, classroom_id: int) -> bool:
    return Grant.objects.filter(
        user_id=user_id, user__is_active=True, role=Role.TEACHER, classroom_id=classroom_id
    ).exists()


def _keep(journal: Journal) -> None:
    journal.save(update_fields=["paused_at", "paused_by", "pause_reason", "trusted_in", "trusted_by"])
