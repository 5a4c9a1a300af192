"""A reader's Goodreads export becomes their own, unverified history.

One entry a book, on the day it was finished, with its pages: how long it took nobody knows. It is
`Source.IMPORT`, counts in no programme, belongs to no class and needs no check. What was finished within
the school's back-dating window is put on the shelf only: the reader logs it as everybody does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from ui.imports.importer import Progress
from ui.sheets.labelled import Line

from ..models import ReadingImport, ReadingLog, ShelfBook, Source
from ..models.logs import MAX_PAGES
from ..queries import pupil_of
from ..services import policy_of
from . import writing
from .books import Catalogue, Wanted
from .plan import Outcome, Plan
from .resources import GoodreadsResource

READ, NOW = "read", "currently-reading"
EARLIEST = dt.date(1900, 1, 1)


@dataclass
class Row:
    line: Line
    values: dict[str, Any]
    problem: str = ""

    @property
    def heading(self) -> str:
        return str(self.values.get("title") or self.line.cells.get("title", ""))

    @property
    def detail(self) -> str:
        day = self.day
        author = str(self.values.get("author") or "")
        return f"{author} · {day.isoformat()}" if day else author

    @property
    def day(self) -> dt.date | None:
        return self.values.get("read_on") or self.values.get("added_on")

    @property
    def wanted(self) -> Wanted:
        isbn = self.values["isbn13"] or self.values["isbn"]
        return Wanted(self.values["title"], self.values["author"], isbn)


class HistoryTable:
    resource_class = GoodreadsResource

    def readers(self, upload: ReadingImport, lines: list[Line]) -> list[int]:
        return [upload.uploaded_by_id] if upload.uploaded_by_id else []

    def plan(self, upload: ReadingImport, lines: list[Line]) -> Plan:
        resource, reader = GoodreadsResource(), upload.uploaded_by
        rows = [Row(line, *resource.cleaned(line.cells)) for line in lines]
        plan = Plan()
        if reader is None:
            return plan
        catalogue = Catalogue(row.wanted for row in rows if not row.problem)
        books = {row.line.row: catalogue.shelf_book(reader.pk, row.wanted) for row in rows if not row.problem}
        keys = {(reader.pk, _number(reader, row)) for row in rows if not row.problem}
        maker = _Maker(upload, reader, plan, writing.known_numbers(keys), resource)
        maker.finished = writing.finished_places((reader.pk, book.key) for book in books.values())
        maker.shelved = set(
            ShelfBook.objects.of(reader)
            .filter(key__in={book.key for book in books.values()})
            .values_list("key", flat=True)
        )
        for row in rows:
            maker.judge(row, books.get(row.line.row))
        return plan

    def write(self, plan: Plan, upload: ReadingImport, progress: Progress) -> None:
        entries = [thing for thing in plan.things if isinstance(thing, writing.NewEntry)]
        writing.put_on_shelves([thing for thing in plan.things if isinstance(thing, ShelfBook)])
        writing.write_entries(entries, progress)


class _Maker:
    """Judges the rows of one reader's file in order."""

    def __init__(
        self, upload: ReadingImport, reader: User, plan: Plan, known: set[Any], resource: GoodreadsResource
    ) -> None:
        self.upload, self.reader, self.plan, self.resource = upload, reader, plan, resource
        self.known, self.seen = known, set(known)
        self.today = upload.school.today()
        self.window = self.today - dt.timedelta(days=policy_of(upload.school).days_back)
        self.finished: set[tuple[int, str]] = set()
        self.shelved: set[str] = set()

    def judge(self, row: Row, book: ShelfBook | None) -> None:
        if problem := row.problem or self._impossible(row):
            self.add(row, Outcome.ERROR, problem)
        elif (key := (self.reader.pk, _number(self.reader, row))) in self.seen:
            remark = "" if key in self.known else _("This row stands twice in the file.")
            self.add(row, Outcome.UNCHANGED, remark)
        elif book is not None:
            self._place(row, book, key)

    def _impossible(self, row: Row) -> str:
        if row.day and row.values["shelf"] == READ and not EARLIEST <= row.day <= self.today:
            name = "read_on" if row.values["read_on"] else "added_on"
            return self.resource.problem(name, _("This day cannot be right."))
        return ""

    def _place(self, row: Row, book: ShelfBook, key: tuple[int, Any]) -> None:
        """Into the journal, onto the shelf, or nowhere."""
        shelf, pages = row.values["shelf"], row.values["pages"]
        if shelf not in (READ, NOW):
            self.add(row, Outcome.SKIPPED, _("Not read yet; only what was read comes in."))
        elif shelf == NOW:
            self._shelve(row, book, _("Being read; log it as you read on."))
        elif (book.reader_id, book.key) in self.finished and not self._finished_here(book):
            self.add(row, Outcome.UNCHANGED, _("Finished in your journal already."))
        elif row.day is None:
            self._shelve(row, book, _("The day is not known."))
        elif row.day >= self.window:
            self._shelve(row, book, _("Read lately: log it yourself, then it counts."))
        elif not pages:
            self._shelve(row, book, _("The number of pages is not known."))
        else:
            self.seen.add(key)
            self.plan.things.append(self._entry(row, book, key, row.day, pages))
            long = _("One entry holds %(limit)d pages at most.") % {"limit": MAX_PAGES}
            self.add(row, Outcome.HISTORY, long if pages > MAX_PAGES else "")

    def _finished_here(self, book: ShelfBook) -> bool:
        """By a row above, as another edition of the same book."""
        return any(isinstance(t, writing.NewEntry) and t.book.key == book.key for t in self.plan.things)

    def _shelve(self, row: Row, book: ShelfBook, remark: str) -> None:
        if book.key in self.shelved:
            self.add(row, Outcome.UNCHANGED, remark)
            return
        self.shelved.add(book.key)
        self.plan.things.append(book)
        self.add(row, Outcome.SHELF, remark)

    def _entry(
        self, row: Row, book: ShelfBook, key: tuple[int, Any], day: dt.date, pages: int
    ) -> writing.NewEntry:
        place = (book.reader_id, book.key)
        first_time = place not in self.finished
        self.finished.add(place)
        book.pages_total = book.pages_total or min(pages, MAX_PAGES)
        log = ReadingLog(
            client_id=key[1],
            reader=self.reader,
            school=self.upload.school,
            by_staff=pupil_of(self.reader) is None,
            source=Source.IMPORT,
            read_on=day,
            pages=min(pages, MAX_PAGES),
            finished=first_time,
            rating=row.values["rating"] or None,
            late_days=writing.late_days(self.today, day),
        )
        return writing.NewEntry(log, book)

    def add(self, row: Row, outcome: Outcome, remark: str = "") -> None:
        self.plan.add(row.line.row, outcome, row.heading, row.detail, remark)


def _number(reader: User, row: Row) -> Any:
    """One entry for a book of Goodreads, whatever else its row says later."""
    book = row.values["book_id"] or "\x1f".join((row.values["title"], row.values["author"]))
    return writing.number_of(reader.pk, "goodreads", book)
