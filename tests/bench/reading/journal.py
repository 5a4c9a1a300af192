"""N entries in the city's journal: each class writes as many; a few pupils devour, some hardly begin."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import User
from literasi.catalogue.models import Title
from literasi.reading.models import (
    AMOUNTS,
    DailyTotal,
    Evidence,
    Journal,
    ReadingLog,
    ShelfBook,
    ShelfStatus,
    Status,
)
from literasi.reading.weeks import monday_of

from .city import SEED, City, Room
from .pour import pour

# The newest of each class still wait, so that a queue is as long in a short journal as in a long one.
WAITING = 36
APPETITES = [(0.08, 6.0), (0.27, 3.2), (0.40, 1.7), (0.18, 0.7), (0.07, 0.12)]
WEEKDAYS = [1.0, 1.0, 1.0, 1.0, 1.0, 0.3, 0.3]
RESPONSE = "Tokohnya berani dan ceritanya membuatku ingin tahu apa yang terjadi di bab berikutnya."
LOG_COLUMNS = (
    "client_id", "reader", "school", "classroom", "book", "read_on", "page_from", "page_to", "pages",
    "minutes", "finished", "response", "rating", "evidence", "status", "checked_by", "checked_at", "note",
    "created_at", "response_length",
)  # fmt: skip
DAY_COLUMNS = ("reader", "school", "classroom", "day", "week", *AMOUNTS)
BOOK_COLUMNS = (
    "id", "reader", "title", "name", "author", "key", "pages_total", "last_page", "last_read_on", "status",
    "finished_on", "level", "language",
)  # fmt: skip


def weeks_for(logs: int, pupils: int) -> int:
    """About three sittings a pupil and week; a fortnight at least, the end of the school year at most."""
    return max(2, min(43, round(logs / pupils / 2.7)))


@dataclass(slots=True)
class Book:
    """A shelf book while its entries are being written."""

    pk: int
    reader: int
    title: Title
    page: int = 0
    last_on: dt.date | None = None
    finished_on: dt.date | None = None


class Writer:
    def __init__(self, city: City, logs: int, today: dt.date) -> None:
        self.city, self.logs, self.today = city, logs, today
        self.chance = random.Random(SEED)
        self.books: list[Book] = []
        self.tallies: dict[tuple, list[int]] = {}
        self.in_hand: dict[int, Book] = {}
        span = (today - city.year.starts_on).days + 1
        self.days = [city.year.starts_on + dt.timedelta(days=n) for n in range(span)]
        weights = [WEEKDAYS[day.weekday()] for day in self.days]
        self.reached = [sum(weights[: n + 1]) / sum(weights) for n in range(span)]
        shares = [share for share, _ in APPETITES]
        often = [size for _, size in APPETITES]
        self.appetites = {
            user.pk: self.chance.choices(often, weights=shares)[0]
            for room in city.rooms
            for user in room.pupils
        }

    def write(self) -> None:
        pour(ReadingLog, LOG_COLUMNS, self._entries())
        pour(ShelfBook, BOOK_COLUMNS, (self._book_row(book) for book in self.books))
        readers = sorted({book.reader for book in self.books})
        pour(Journal, ("reader",), ((reader,) for reader in readers))
        pour(DailyTotal, DAY_COLUMNS, ((*slot, *tally) for slot, tally in self.tallies.items()))

    def _entries(self) -> Iterator[tuple]:
        """Day by day through all classes, as a real journal comes to lie on the disk."""
        rooms = self.city.rooms
        quotas = [self.logs // len(rooms) + (n < self.logs % len(rooms)) for n in range(len(rooms))]
        written = [0] * len(rooms)
        tastes = [[self.appetites[user.pk] for user in room.pupils] for room in rooms]
        for day, reached in zip(self.days, self.reached, strict=True):
            for n, room in enumerate(rooms):
                due = round(quotas[n] * reached) - written[n]
                for reader in self.chance.choices(room.pupils, weights=tastes[n], k=due):
                    written[n] += 1
                    yield self._entry(room, reader, day, waits=written[n] > quotas[n] - WAITING)

    def _entry(self, room: Room, reader: User, day: dt.date, waits: bool) -> tuple:
        chance, book = self.chance, self.in_hand.get(reader.pk) or self._take_up(reader.pk)
        minutes = chance.choice((10, 15, 15, 20, 30))
        first = book.page + 1
        book.page, book.last_on = min(book.title.pages, book.page + minutes), day
        finished = book.page == book.title.pages
        if finished:
            book.finished_on = day
            del self.in_hand[reader.pk]
        self._count(room, reader, day, (1, minutes, book.page - first + 1), finished, waits)
        status = Status.WAITING if waits else Status.VERIFIED
        response = RESPONSE if finished or chance.random() < 0.15 else ""
        checked = dt.datetime.combine(day, dt.time(6), dt.UTC)
        return (
            uuid.UUID(int=chance.getrandbits(128), version=4), reader.pk, room.classroom.school_id,
            room.classroom.pk, book.pk, day, first, book.page, book.page - first + 1, minutes, finished,
            response, 4 if finished else None,
            Evidence.SELF.value, status.value, None if waits else room.teacher.pk,
            None if waits else checked, "", checked - dt.timedelta(hours=5), len(response),
        )  # fmt: skip

    def _count(
        self, room: Room, reader: User, day: dt.date, own: tuple[int, int, int], finished: bool, waits: bool
    ) -> None:
        """The day's total beside the entries; `rebuild_totals` looks over them and adds up all the rest."""
        slot = (reader.pk, room.classroom.school_id, room.classroom.pk, day, monday_of(day))
        kept = self.tallies.setdefault(slot, [0] * len(AMOUNTS))
        for n, amount in enumerate((*own, int(finished), *((0, 0, 0) if waits else own))):
            kept[n] += amount

    def _take_up(self, reader: int) -> Book:
        book = Book(len(self.books) + 1, reader, self.chance.choice(self.city.titles))
        self.books.append(book)
        self.in_hand[reader] = book
        return book

    def _book_row(self, book: Book) -> tuple:
        status = ShelfStatus.FINISHED if book.finished_on else ShelfStatus.READING
        return (
            book.pk, book.reader, book.title.pk, book.title.title, "Penulis", f"book:{book.pk}",
            book.title.pages, book.page, book.last_on, status.value, book.finished_on,
            book.title.level, book.title.language,
        )  # fmt: skip
