"""Many entries at once: what log_reading does for one, in a fixed number of queries for each month."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.imports.importer import Progress

from ..models import Journal, ReadingLog, ShelfBook, ShelfStatus, Status
from ..services import totals
from ..services.line import stand_in_lines

# What the number of an imported entry is made from, besides what its row says.
NAMESPACE = uuid.UUID("5c2b6c50-7e0c-5f43-9a5e-6a2b9a3f6d11")
BATCH = 500
LATEST = 32_767


@dataclass
class NewEntry:
    """An entry to write, and its book as it would stand on the shelf; neither is saved."""

    log: ReadingLog
    book: ShelfBook

    @property
    def place(self) -> tuple[int, str]:
        return self.book.reader_id, self.book.key


def number_of(reader_id: int, *parts: object) -> uuid.UUID:
    """The same row of the same reader has the same number, whenever and by whomever it is loaded."""
    return uuid.uuid5(NAMESPACE, "\x1f".join([str(reader_id), *map(str, parts)]))


def late_days(today: dt.date, day: dt.date) -> int:
    return max(0, min((today - day).days, LATEST))


def open_journals(reader_ids: Iterable[int]) -> None:
    """Hold the locks of these readers' journals until the transaction ends."""
    ids = sorted(set(reader_ids))
    Journal.objects.bulk_create([Journal(reader_id=pk) for pk in ids], ignore_conflicts=True)
    stand_in_lines(ids)


def known_numbers(entries: Iterable[tuple[int, uuid.UUID]]) -> set[tuple[int, uuid.UUID]]:
    """Which of these (reader, number) are in the journal already."""
    wanted = set(entries)
    readers = {reader for reader, _number in wanted}
    return wanted & set(
        ReadingLog.objects.filter(
            reader_id__among=sorted(readers), client_id__in=[number for _reader, number in wanted]
        ).values_list("reader_id", "client_id")
    )


def finished_places(places: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Which of these (reader, book's key) have been finished."""
    wanted = set(places)
    found = ReadingLog.objects.counted().filter(
        finished=True, reader_id__among=sorted({reader for reader, _key in wanted})
    )
    return wanted & set(found.values_list("reader_id", "book__key"))


def put_on_shelves(books: Sequence[ShelfBook]) -> dict[tuple[int, str], ShelfBook]:
    """The books on their readers' shelves, by reader and key; what stands there already stays as it is."""
    new = {(book.reader_id, book.key): book for book in books}
    ShelfBook.objects.bulk_create(new.values(), batch_size=BATCH, ignore_conflicts=True)
    readers = sorted({reader for reader, _key in new})
    found = ShelfBook.objects.filter(reader_id__among=readers)
    return {place: book for book in found if (place := (book.reader_id, book.key)) in new}


def write_entries(entries: Sequence[NewEntry], progress: Progress) -> None:
    """Under the locks of all readers concerned (`open_journals`)."""
    shelves = put_on_shelves([entry.book for entry in entries])
    for entry in entries:
        entry.log.book = shelves[entry.place]
    logs = [entry.log for entry in entries]
    ReadingLog.objects.bulk_create(logs, batch_size=BATCH)
    progress(60)
    _settle(logs, progress)
    refresh_shelves({log.book for log in logs if log.book})


def _settle(logs: Sequence[ReadingLog], progress: Progress) -> None:
    """Month by month: a year of daily goals would be too much to ask in one query."""
    months: dict[tuple[int, int], list[ReadingLog]] = defaultdict(list)
    for log in logs:
        months[log.read_on.year, log.read_on.month].append(log)
    for done, month in enumerate(sorted(months), start=1):
        totals.settle([totals.counting(log) for log in months[month]])
        progress(60 + 35 * done // len(months))


def refresh_shelves(books: Iterable[ShelfBook]) -> None:
    """services.shelf.refresh for many books."""
    shelf = {book.pk: book for book in books}
    for book in shelf.values():
        book.last_read_on = book.last_page = book.finished_on = None
    counted = ReadingLog.objects.filter(book_id__among=sorted(shelf)).counted().order_by("read_on", "pk")
    for pk, day, page, finished in counted.values_list("book_id", "read_on", "page_to", "finished"):
        book = shelf[pk]
        book.last_read_on = day
        book.last_page = page or book.last_page
        book.finished_on = day if finished else book.finished_on
    for book in shelf.values():
        if book.finished_on:
            book.status = ShelfStatus.FINISHED
        elif book.status == ShelfStatus.FINISHED or book.last_read_on:
            book.status = ShelfStatus.READING
    fields = ["last_read_on", "last_page", "finished_on", "status"]
    ShelfBook.objects.bulk_update(shelf.values(), fields, batch_size=BATCH)


def verify(log: ReadingLog, by_id: int, now: dt.datetime) -> None:
    log.status, log.checked_by_id, log.checked_at = Status.VERIFIED, by_id, now
