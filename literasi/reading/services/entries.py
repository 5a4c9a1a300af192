"""Writing the journal: log, edit, delete."""

from __future__ import annotations

import dataclasses
import uuid
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record

from .. import exceptions as broken
from ..evidence import back_by_loan
from ..models import Evidence, Flag, ReadingLog, ShelfBook, ShelfStatus, Status
from . import integrity, shelf, totals, trust
from .draft import BookChoice, Draft
from .flags import flags_of, write_response
from .line import stand_in_line
from .placement import placement_of
from .policy import check_day, policy_of


@transaction.atomic
def log_reading(
    reader: User, *, client_id: uuid.UUID, book: BookChoice, draft: Draft
) -> tuple[ReadingLog, bool]:
    """Save one sitting; answer (entry, whether it is new).

    The same `client_id` from the same reader answers the entry it made the first time, so a double tap
    or a resend makes one entry; with other contents it raises FormUsed.
    """
    place = placement_of(reader, draft.read_on)
    journal = stand_in_line(reader)
    earlier = ReadingLog.objects.of(reader).filter(client_id=client_id).first()
    if earlier:
        chosen = shelf.pick(reader, book)
        return _same(earlier, chosen, paged(draft, None)), False
    trust.refuse_paused(journal)
    policy = policy_of(place.school)
    check_day(draft, place.school, policy)
    chosen = shelf.pick(reader, book)
    draft = paged(draft, chosen)
    limits = integrity.limits_of(place, draft.read_on, policy)
    near = integrity.check(reader, draft, limits)
    log = ReadingLog(
        client_id=client_id,
        reader=reader,
        school=place.school,
        classroom=place.classroom,
        by_staff=place.by_staff,
        book=chosen,
        late_days=(place.school.today() - draft.read_on).days,
    )
    _write(log, draft)
    log.flags = flags_of(log, limits.plans, near_limit=near)
    back_by_loan(log)
    trust.vouch(log, journal, place)
    log.save()
    totals.settle([totals.counting(log)])
    chosen.status = ShelfStatus.READING  # a book set aside is in hand again
    shelf.refresh(chosen)
    record("log_reading", log, actor=reader, school=place.school, minutes=log.minutes, pages=log.pages)
    return log, True


@transaction.atomic
def edit_entry(entry: ReadingLog, *, by: User, draft: Draft) -> ReadingLog:
    """Change an entry of one's own; a checked one goes back to waiting and loses its evidence."""
    journal = stand_in_line(by)
    trust.refuse_paused(journal)
    log = ReadingLog.objects.of(by).with_book().get(pk=entry.pk)
    if log.session_id:
        raise broken.SessionEntryFixed
    place = placement_of(by, draft.read_on)
    policy = policy_of(log.school)
    draft = paged(draft, None)
    if draft.read_on != log.read_on:
        check_day(draft, place.school, policy)
    limits = integrity.limits_of(place, draft.read_on, policy)
    near = _still_near(by, draft, limits, log)
    mended = log.is_returned
    taken = totals.counting(log, -1)
    log.classroom = place.classroom
    log.status, log.evidence, log.signature = Status.WAITING, Evidence.SELF, None
    log.checked_by = log.checked_at = None
    log.version += 1
    log.edited_at = timezone.now()
    _write(log, draft)
    log.late_days = _late_days(log)
    log.flags = flags_of(log, limits.plans, near_limit=near)
    back_by_loan(log)
    if not mended:  # whoever gave it back wants to see it again
        trust.vouch(log, journal, place)
    log.save()
    totals.settle([taken, totals.counting(log)])
    shelf.refresh(log.book)
    record("edit_entry", log, actor=by, school=log.school, minutes=log.minutes, pages=log.pages)
    return log


@transaction.atomic
def delete_entry(entry: ReadingLog, *, by: User) -> None:
    """Take back an entry of one's own that nobody has verified; an empty shelf book goes with it."""
    trust.refuse_paused(stand_in_line(by))
    log = ReadingLog.objects.of(by).with_book().get(pk=entry.pk)
    if log.is_verified or log.session_id:
        raise broken.EntryClosed
    record("delete_entry", log, actor=by, school=log.school, minutes=log.minutes, pages=log.pages)
    taken = totals.counting(log, -1)
    log.delete()
    totals.settle([taken])
    if log.book is None or log.book.logs.exists():
        shelf.refresh(log.book)
    else:
        log.book.delete()


def paged(draft: Draft, book: ShelfBook | None) -> Draft:
    """Work out first page and number of pages from the last page, where one is given."""
    if draft.page_to is None:
        return dataclasses.replace(draft, page_from=None)
    first = draft.page_from or (book.next_page if book and book.next_page <= draft.page_to else 1)
    if draft.page_to < first or first < 1:
        raise broken.PagesBackwards(first=first, last=draft.page_to)
    return dataclasses.replace(draft, page_from=first, pages=draft.page_to - first + 1)


def _still_near(reader: User, draft: Draft, limits: integrity.Limits, log: ReadingLog) -> bool:
    """An entry whose amounts stay as they are is not measured again: limits may have changed since."""
    if (draft.read_on, draft.minutes, draft.pages) == (log.read_on, log.minutes, log.pages):
        return Flag.NEAR_LIMIT in log.flags
    return integrity.check(reader, draft, limits, instead_of=log)


def _late_days(log: ReadingLog) -> int:
    """How long after the reading the entry was first written, on the school's wall calendar."""
    written = timezone.localdate(log.created_at, ZoneInfo(log.school.time_zone))
    return max(0, (written - log.read_on).days)


def _write(log: ReadingLog, draft: Draft) -> None:
    log.read_on, log.minutes, log.pages = draft.read_on, draft.minutes, draft.pages
    log.page_from, log.page_to = draft.page_from, draft.page_to
    log.rating = draft.rating
    write_response(log, draft.response)
    log.finished = draft.finished and not _finished_elsewhere(log)


def _finished_elsewhere(log: ReadingLog) -> bool:
    """A book counts as finished once, however often it is read again."""
    return ReadingLog.objects.filter(book_id=log.book_id, finished=True).counted().exclude(pk=log.pk).exists()


def _same(earlier: ReadingLog, book: ShelfBook, draft: Draft) -> ReadingLog:
    said = (book.pk, draft.read_on, draft.minutes, draft.page_to)
    if said != (earlier.book_id, earlier.read_on, earlier.minutes, earlier.page_to):
        raise broken.FormUsed
    return earlier
