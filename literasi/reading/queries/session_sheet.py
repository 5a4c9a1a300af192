"""The page on which a session is held: its readers, their books, and the days one may still enter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from accounts.calendar import calendar_of
from accounts.models import Classroom, User

from ..models import ClassSession, Mode, ReadingLog, ShelfBook
from .sessions import people_of_session

BOOKS_EACH = 4
DAYS_OFFERED = 6
LOOK_BACK = 60
MINUTES = 15


@dataclass
class Seat:
    """One reader on the page. `named`: the reader has said which book it was, and that stays."""

    person: User
    ticked: bool
    books: list[ShelfBook] = field(default_factory=list)
    chosen: int | None = None
    log: ReadingLog | None = None

    @property
    def named(self) -> bool:
        return bool(self.log and self.log.edited_at)


@dataclass(frozen=True)
class OfferedDay:
    day: dt.date
    held: bool
    is_today: bool


@dataclass(frozen=True)
class SessionSheet:
    """`session` is what was held that day; `last` the one before, whose mode and minutes are offered."""

    day: dt.date
    closed: str
    session: ClassSession | None
    last: ClassSession | None
    days: list[OfferedDay]
    pupils: list[Seat]
    staff: list[Seat]

    @property
    def mode(self) -> str:
        known = self.session or self.last
        return known.mode if known else Mode.SILENT.value

    @property
    def minutes(self) -> int:
        known = self.session or self.last
        return known.minutes if known else MINUTES


def session_sheet(classroom: Classroom, day: dt.date, leader: User) -> SessionSheet:
    """Five queries, however large the class."""
    today = classroom.school.today()
    calendar = calendar_of(classroom.school, min(day, today - dt.timedelta(days=LOOK_BACK)), today)
    sessions = list(ClassSession.objects.of_classes([classroom]).filter(day__gte=calendar.first))
    held = {session.day: session for session in sessions}
    recent = calendar.school_days(calendar.first, today)[-DAYS_OFFERED:]
    offered = sorted({*recent, day, today})
    pupils, staff = _seats(classroom, day, leader, held.get(day))
    return SessionSheet(
        day,
        calendar.reason(day),
        held.get(day),
        next((session for session in sessions if session.day < day), None),
        [OfferedDay(one, one in held, one == today) for one in offered],
        pupils,
        staff,
    )


def _seats(
    classroom: Classroom, day: dt.date, leader: User, session: ClassSession | None
) -> tuple[list[Seat], list[Seat]]:
    people = list(people_of_session(classroom, day, leader))
    # Before the session is held there is nothing to look for, and "no session" would look at every entry.
    written = ReadingLog.objects.filter(session=session).with_book() if session else []
    logs = {log.reader_id: log for log in written}
    shelves = _shelves(people)
    seats = [
        _seat(person, logs.get(person.pk), shelves[person.pk], expected=_expected(person, leader, session))
        for person in people
    ]
    pupils = [seat for seat in seats if seat.person.is_pupil]  # type: ignore[attr-defined]
    return pupils, [seat for seat in seats if seat not in pupils]


def _seat(person: User, log: ReadingLog | None, books: list[ShelfBook], *, expected: bool) -> Seat:
    if log and log.book and log.book not in books:
        books = [log.book, *books]
    first = books[0].pk if books else None
    return Seat(person, expected or log is not None, books, log.book_id if log else first, log)


def _expected(person: User, leader: User, session: ClassSession | None) -> bool:
    """Before the session is held, the whole class and whoever leads it are ticked."""
    return session is None and (person.is_pupil or person.pk == leader.pk)  # type: ignore[attr-defined]


def _shelves(people: Iterable[User]) -> dict[int, list[ShelfBook]]:
    """Each reader's books in hand, the one read last first; the database leaves out what is not offered."""
    order = [F("last_read_on").desc(nulls_last=True), F("pk").desc()]
    place = Window(RowNumber(), partition_by=F("reader"), order_by=order)
    in_hand = ShelfBook.objects.filter(reader__in=[person.pk for person in people]).reading()
    shelves: dict[int, list[ShelfBook]] = defaultdict(list)
    for book in in_hand.alias(place=place).filter(place__lte=BOOKS_EACH).order_by(*order):
        shelves[book.reader_id].append(book)
    return shelves
