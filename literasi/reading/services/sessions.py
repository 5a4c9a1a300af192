"""The class session: one request for the whole class, as often as it is sent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import Classroom, User
from audit.services import record

from .. import exceptions as broken
from ..models import ClassSession, Evidence, Mode, ReadingLog, ShelfBook, Source, Status
from ..queries.sessions import people_of_session
from . import policy as limits
from . import shelf, totals, trust
from .draft import BookChoice, Draft
from .line import open_journals, stand_in_line, stand_in_lines

FORMS = uuid.UUID("5f0c5a52-6c1d-4f0e-9a53-1f7a1c5d7c15")
LEAST_MINUTES, MOST_MINUTES = 5, 120


@dataclass(frozen=True)
class Attendance:
    """What was ticked: who read, each reader's book from their own shelf, or one book for everybody."""

    present: Collection[int]
    books: Mapping[int, int] = field(default_factory=dict)  # reader id → shelf book id
    together: BookChoice | None = None


@dataclass
class SessionOutcome:
    """What became of it. `elsewhere` read in another class that day; `kept` had named their book."""

    session: ClassSession
    new: bool
    readers: int = 0
    written: list[ReadingLog] = field(default_factory=list)
    changed: list[ReadingLog] = field(default_factory=list)
    removed: list[ReadingLog] = field(default_factory=list)
    kept: list[User] = field(default_factory=list)
    elsewhere: list[User] = field(default_factory=list)


@dataclass(frozen=True)
class _Room:
    """Everybody who may be ticked, and the session entries they have that day, read under their locks."""

    people: dict[int, User]
    here: dict[int, ReadingLog]
    others: set[int]

    @property
    def pupils(self) -> set[int]:
        return {pk for pk, person in self.people.items() if person.is_pupil}  # type: ignore[attr-defined]

    @property
    def named(self) -> set[int]:
        """Readers who have named their book: their entries are no longer the teacher's to take away."""
        return {pk for pk, log in self.here.items() if log.edited_at}


@transaction.atomic
def hold_session(
    classroom: Classroom, *, by: User, day: dt.date, mode: Mode | str, minutes: int, attendance: Attendance
) -> SessionOutcome:
    """Record the session of a class on a day; the same request again changes nothing.

    Sent again with other contents it is corrected: minutes for everybody, readers ticked or unticked.
    Whoever is not one of the class's people that day is left out.
    """
    _check(classroom, day, minutes)
    room = _enter(classroom, day, by)
    wanted = room.people.keys() & set(attendance.present)
    if not wanted or not room.pupils:
        raise broken.NobodyPresent
    session = ClassSession.objects.filter(classroom=classroom, day=day).first()
    outcome = SessionOutcome(session or ClassSession(classroom=classroom, day=day, led_by=by), not session)
    _count(outcome.session, room, wanted)
    outcome.session.mode, outcome.session.minutes = str(mode), minutes
    outcome.session.save()
    _seat(outcome, room, by, wanted, attendance)
    details = {name: len(getattr(outcome, name)) for name in ("written", "changed", "removed")}
    record("hold_session", outcome.session, actor=by, school=classroom.school, minutes=minutes, **details)
    return outcome


@transaction.atomic
def cancel_session(session: ClassSession, *, by: User) -> None:
    """Take a session back, with all its entries; not once a reader has named their book."""
    room = _enter(session.classroom, session.day, by)
    mine = [log for log in room.here.values() if log.session_id == session.pk]
    if any(log.edited_at for log in mine):
        raise broken.SessionInUse
    record("cancel_session", session, actor=by, school=session.classroom.school, removed=len(mine))
    _remove(mine)
    totals.settle([totals.counting(log, -1) for log in mine])
    shelf.refresh_many({log.book_id for log in mine}, drop_empty=True)
    session.delete()


@transaction.atomic
def name_session_book(entry: ReadingLog, *, by: User, book: BookChoice) -> ReadingLog:
    """A reader says which book they had in a session that left it open; what vouches for it stays."""
    trust.refuse_paused(stand_in_line(by))
    log = ReadingLog.objects.of(by).with_book().get(pk=entry.pk)
    if log.session_id is None or (log.book_id and not log.edited_at):
        raise broken.BookSettled
    before, taken = log.book_id, totals.counting(log, -1)
    log.book = shelf.pick(by, book)
    log.version += 1
    log.edited_at = timezone.now()
    log.save(update_fields=["book", "version", "edited_at"])
    totals.settle([taken, totals.counting(log)])
    shelf.refresh_many({before, log.book_id}, drop_empty=True)
    record("name_session_book", log, actor=by, school=log.school)
    return log


def _check(classroom: Classroom, day: dt.date, minutes: int) -> None:
    """No limits of a school hold here: the teacher was in the room. Only the day must be near."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise broken.SessionMinutes
    if day != classroom.school.today():
        limits.check_day(Draft(read_on=day), classroom.school, limits.policy_of(classroom.school))


def _enter(classroom: Classroom, day: dt.date, leader: User) -> _Room:
    """Lock everybody's journal, so that two teachers who press at once come one after the other."""
    people = {person.pk: person for person in people_of_session(classroom, day, leader)}
    open_journals(pk for pk, person in people.items() if not person.keeps_journal)  # type: ignore[attr-defined]
    stand_in_lines(people)
    logs = ReadingLog.objects.filter(reader_id__in=people, read_on=day, session__isnull=False)
    found = list(logs.select_related("book", "session"))
    here = {log.reader_id: log for log in found if log.session.classroom_id == classroom.pk}  # type: ignore[union-attr]
    return _Room(people, here, {log.reader_id for log in found} - here.keys())


def _count(session: ClassSession, room: _Room, wanted: Collection[int]) -> None:
    present = (set(wanted) - room.others) | room.named
    session.present = len(room.pupils & present)
    session.absent = len(room.pupils - present)


def _seat(
    outcome: SessionOutcome, room: _Room, by: User, wanted: Collection[int], attendance: Attendance
) -> None:
    """Write, change and remove entries until they are what was ticked."""
    outcome.elsewhere = [room.people[pk] for pk in sorted(room.others.intersection(wanted))]
    sitting = sorted(set(wanted) - room.others)
    books = _books(attendance, sitting)
    touched = {log.book_id for log in room.here.values()}
    changes = []
    for pk in sitting:
        if pk not in room.here:
            outcome.written.append(_entry(outcome.session, room.people[pk], by, books.get(pk)))
        else:
            changes += _correct(outcome, room.here[pk], books.get(pk))
    for pk in sorted(room.here.keys() - set(wanted)):
        changes += _untick(outcome, room.here[pk], room.people[pk])
    changes += [totals.counting(log) for log in outcome.written]
    touched |= {log.book_id for log in outcome.written + outcome.changed}
    outcome.readers = len(room.here) - len(outcome.removed) + len(outcome.written)
    _keep(outcome)
    if changes:
        totals.settle(changes)
        shelf.refresh_many(touched, drop_empty=bool(outcome.changed or outcome.removed))


def _correct(outcome: SessionOutcome, log: ReadingLog, book: ShelfBook | None) -> list[totals.Change]:
    """A book that its reader has named stays."""
    book = log.book if log.edited_at else book
    now = (outcome.session.minutes, book and book.pk)
    if now == (log.minutes, log.book_id):
        return []
    taken = totals.counting(log, -1)
    log.minutes, log.book = outcome.session.minutes, book
    outcome.changed.append(log)
    return [taken, totals.counting(log)]


def _untick(outcome: SessionOutcome, log: ReadingLog, reader: User) -> list[totals.Change]:
    if log.edited_at:
        outcome.kept.append(reader)
        return _correct(outcome, log, log.book)
    outcome.removed.append(log)
    return [totals.counting(log, -1)]


def _entry(session: ClassSession, reader: User, by: User, book: ShelfBook | None) -> ReadingLog:
    pupil: bool = reader.is_pupil  # type: ignore[attr-defined]
    school = session.classroom.school
    return ReadingLog(
        client_id=uuid.uuid5(FORMS, f"{session.classroom_id}:{session.day}:{reader.pk}"),
        reader=reader,
        school=school,
        classroom=session.classroom if pupil else None,
        by_staff=not pupil,
        source=Source.SESSION,
        session=session,
        book=book,
        read_on=session.day,
        minutes=session.minutes,
        late_days=(school.today() - session.day).days,
        evidence=Evidence.SESSION,
        status=Status.VERIFIED,
        checked_by=by,
        checked_at=timezone.now(),
    )


def _keep(outcome: SessionOutcome) -> None:
    ReadingLog.objects.bulk_create(outcome.written)
    ReadingLog.objects.bulk_update(outcome.changed, ["minutes", "book"])
    _remove(outcome.removed)


def _remove(logs: list[ReadingLog]) -> None:
    if logs:
        ReadingLog.objects.filter(pk__in=[log.pk for log in logs]).delete()


def _books(attendance: Attendance, readers: list[int]) -> dict[int, ShelfBook]:
    """Reader id → the book they had; a shelf book that is not the reader's own counts as none."""
    if attendance.together:
        return shelf.pick_for_all(readers, attendance.together)
    chosen = {attendance.books[pk] for pk in readers if pk in attendance.books}
    if not chosen:
        return {}
    own = ShelfBook.objects.filter(pk__in=chosen, reader__in=readers)
    return {book.reader_id: book for book in own if attendance.books[book.reader_id] == book.pk}
