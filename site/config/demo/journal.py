"""A year of reading, skewed as real classes are: a few devour, most nibble, some hardly begin."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from accounts.models import Enrolment, Grant, Pupil, Role
from literasi.catalogue.models import Title
from literasi.reading.models import Evidence, Journal, ReadingLog, ShelfBook, ShelfStatus, Status
from literasi.reading.services import write_response
from literasi.reading.services.shelf import kind_of

from . import read

SEED = 20_260_723
# Weight of reading on Monday … Sunday.
WEEKDAYS = [1.0, 1.0, 0.95, 0.9, 0.7, 0.35, 0.4]
# (share of pupils, sittings in an ordinary school week)
APPETITES = [(0.08, 6.0), (0.27, 3.2), (0.40, 1.7), (0.18, 0.7), (0.07, 0.12)]
LEVELS = {1: "A B1", 2: "B1 B2", 3: "B2 B3", 4: "B3 C", 5: "B3 C", 6: "C", 7: "C D", 8: "C D", 9: "D C"}
STAGES = {"sd": "sd", "smp": "smp", "sma": "sma"}
PAGES_IF_UNKNOWN = 96
DAYS_UNTIL_CHECKED = 9
# How checked entries are vouched for: mostly by the pupil's word, some by a parent, some retold in class.
RUNGS = ([Evidence.SELF, Evidence.PARENT, Evidence.ORAL], [70, 18, 12])


@dataclass
class Reader:
    """One pupil's year in the making."""

    pupil: Pupil
    grade: int
    stage: str
    appetite: float
    pace: float
    titles: list[Title]
    seats: list[Enrolment] = field(default_factory=list)
    book: ShelfBook | None = None
    books: list[ShelfBook] = field(default_factory=list)
    logs: list[ReadingLog] = field(default_factory=list)

    def seat_on(self, day: dt.date) -> Enrolment | None:
        for seat in self.seats:
            if seat.starts_on <= day and (seat.ends_on is None or day <= seat.ends_on):
                return seat
        return None


class YearOfReading:
    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
        self.today = timezone.localdate()
        self.words = read("responses.json")
        self.teachers = self._teachers()
        self.by_level = self._titles_by_level()

    def load(self) -> None:
        readers = [reader for reader in self._readers() if self._live(reader)]
        Journal.objects.bulk_create(Journal(reader=reader.pupil.user) for reader in readers)
        ShelfBook.objects.bulk_create((b for reader in readers for b in reader.books), batch_size=2000)
        with own_dates(ReadingLog, "created_at"):
            ReadingLog.objects.bulk_create((e for reader in readers for e in reader.logs), batch_size=2000)

    def _teachers(self) -> dict[tuple[int, str], int]:
        """(school, class name) → the teacher; the same person had the class of that name last year."""
        grants = Grant.objects.role(Role.TEACHER).exclude(classroom=None).select_related("classroom")
        return {(g.classroom.school_id, g.classroom.name): g.user_id for g in grants if g.classroom}

    def _titles_by_level(self) -> dict[str, list[Title]]:
        found: dict[str, list[Title]] = {}
        titles = Title.objects.filter(language__in=["id", "en", "su"]).order_by("pk")
        for title in titles.prefetch_related("contributions__author"):
            weight = 4 if title.language == "id" else 1
            found.setdefault(title.level, []).extend([title] * weight)
        return found

    def _readers(self) -> Iterator[Reader]:
        pupils = Pupil.objects.order_by("pk").select_related("user", "school")
        for pupil in pupils.prefetch_related("enrolments__classroom"):
            seats = sorted(pupil.enrolments.all(), key=lambda seat: seat.starts_on)
            grade = seats[-1].classroom.grade or 1
            shares = [share for share, _ in APPETITES]
            appetite = self.chance.choices([often for _, often in APPETITES], weights=shares)[0]
            levels = LEVELS.get(grade, "D E").split()
            titles = [title for level in levels for title in self.by_level[level]]
            pace = self.chance.uniform(0.5, 0.9) + grade * 0.06
            yield Reader(pupil, grade, STAGES[pupil.school.kind], appetite, pace, titles, seats)

    def _live(self, reader: Reader) -> Reader:
        first = max(self.today - dt.timedelta(days=364), reader.seats[0].starts_on + dt.timedelta(days=12))
        day = first
        while day <= self.today:
            if self.chance.random() < reader.appetite / 5 * WEEKDAYS[day.weekday()] * season(day):
                self._sit_down(reader, day)
            day += dt.timedelta(days=1)
        return reader

    def _sit_down(self, reader: Reader, day: dt.date) -> None:
        seat = reader.seat_on(day)
        if seat is None:
            return
        book = reader.book or self._take_up(reader, day)
        minutes = self.chance.choice([10, 15, 15, 15, 20, 20, 25, 30, 30, 45])
        length = book.pages_total or PAGES_IF_UNKNOWN
        start = (book.last_page or 0) + 1
        end = min(length, start + max(1, round(minutes * reader.pace * self.chance.uniform(0.7, 1.2))) - 1)
        entry = ReadingLog(
            client_id=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            reader=reader.pupil.user,
            school=reader.pupil.school,
            classroom=seat.classroom,
            book=book,
            read_on=day,
            minutes=minutes,
            page_from=start,
            page_to=end,
            pages=end - start + 1,
            finished=end == length,
            created_at=self._moment(day),
        )
        book.last_page, book.last_read_on = end, day
        self._remark(reader, entry)
        self._check(entry, seat, day)
        if entry.finished and entry.status != Status.RETURNED:
            book.status, book.finished_on, reader.book = ShelfStatus.FINISHED, day, None
        elif entry.finished:
            reader.book = None
        reader.logs.append(entry)

    def _take_up(self, reader: Reader, day: dt.date) -> ShelfBook:
        known = {book.key for book in reader.books}
        title = self.chance.choice(reader.titles)
        for _ in range(40):
            if f"title:{title.pk}" not in known:
                break
            title = self.chance.choice(reader.titles)
        book = ShelfBook(
            reader=reader.pupil.user,
            title=title,
            name=title.title,
            author="; ".join(c.author.name for c in list(title.contributions.all())[:2])[:200],
            key=f"title:{title.pk}" if f"title:{title.pk}" not in known else f"again:{len(known)}",
            pages_total=title.pages,
            **kind_of(title),
        )
        reader.books.append(book)
        reader.book = book
        return book

    def _remark(self, reader: Reader, entry: ReadingLog) -> None:
        if entry.finished:
            entry.rating = self.chance.choices([2, 3, 4, 5], weights=[1, 3, 6, 6])[0]
        if entry.finished or self.chance.random() < 0.18:
            fitting = [r["text"] for r in self.words["id"] if r["stage"] == reader.stage]
            write_response(entry, self.chance.choice(fitting))

    def _check(self, entry: ReadingLog, seat: Enrolment, day: dt.date) -> None:
        age = (self.today - day).days
        if age < self.chance.randint(1, DAYS_UNTIL_CHECKED):
            return
        entry.status = Status.VERIFIED
        entry.evidence = self.chance.choices(*RUNGS)[0]
        if age < 30 and self.chance.random() < 0.02:
            entry.status = Status.RETURNED
            entry.note = self.chance.choice(self.words["return_notes"])
        entry.checked_by_id = self.teachers[(seat.classroom.school_id, seat.classroom.name)]
        later = entry.created_at + dt.timedelta(hours=self.chance.randint(2, 60))
        entry.checked_at = min(later, timezone.now())

    def _moment(self, day: dt.date) -> dt.datetime:
        hour = self.chance.choice([6, 7, 7, 7, 15, 16, 19, 20])
        moment = dt.datetime.combine(day, dt.time(hour, self.chance.randrange(60)))
        return min(timezone.make_aware(moment), timezone.now())


def season(day: dt.date) -> float:
    """Holidays between the semesters and the years read less; the first weeks start slowly."""
    if (day.month == 6 and day.day > 20) or (day.month == 7 and day.day < 14):
        return 0.25
    if (day.month == 12 and day.day > 19) or (day.month == 1 and day.day < 5):
        return 0.3
    return 0.75 if day.month in (7, 1) else 1.0


@contextmanager
def own_dates(model: type[Model], name: str) -> Iterator[None]:
    """Let bulk_create write our own moment where the field would write the present one."""
    moment: Any = model._meta.get_field(name)
    moment.auto_now_add = False
    try:
        yield
    finally:
        moment.auto_now_add = True
