"""What kind of book stands on a shelf: told by whoever knows, or caught up with the catalogue.

Level, genre, language and "textbook" decide where entries count, so a change counts them again.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from audit.services import record

from .. import exceptions as broken
from ..models import ReadingLog, ShelfBook
from . import totals
from .line import stand_in_line, stand_in_lines
from .shelf import kind_of

KIND_FIELDS = ("level", "genre", "language", "textbook")
BOOKS_AT_ONCE = 200


@transaction.atomic
def describe_book(book: ShelfBook, *, by: User, **kind: Any) -> ShelfBook:
    """Say what kind of book one written by hand is; `kind` holds KIND_FIELDS.

    The reader may until an entry on it is verified: afterwards only whoever checks their journal.
    """
    stand_in_line(book.reader)
    row = ShelfBook.objects.select_for_update().get(pk=book.pk)
    if row.title_id is not None:
        raise broken.BookOfCatalogue
    logs = ReadingLog.objects.filter(book=row)
    if by == row.reader:
        if any(log.is_verified for log in logs):
            raise broken.BookAlreadyChecked
    elif not logs.checkable_by(by).exists():
        raise ShelfBook.DoesNotExist
    _recount([row], {row.pk: {name: kind.get(name, getattr(row, name)) for name in KIND_FIELDS}})
    told = {name: getattr(row, name) for name in KIND_FIELDS}
    record("describe_book", row, actor=by, kind_of_book=told)
    return row


def catch_up_with_catalogue(since: dt.datetime | None = None) -> int:
    """Bring shelves in step with titles changed since then (None: with all); answer how many books changed.

    In handfuls of books, each in a transaction of its own, so that readers are held up only for a moment.
    """
    books = ShelfBook.objects.filter(title__isnull=False)
    if since is not None:
        books = books.filter(
            Q(title__updated_at__gte=since)
            | ~Q(level=F("title__level"))
            | ~Q(language=F("title__language"))
            | ~Q(textbook=F("title__textbook"))
        )
    ids = list(books.order_by("reader_id", "pk").values_list("pk", flat=True))
    return sum(_catch_up(ids[start : start + BOOKS_AT_ONCE]) for start in range(0, len(ids), BOOKS_AT_ONCE))


@transaction.atomic
def _catch_up(ids: list[int]) -> int:
    stand_in_lines(ShelfBook.objects.filter(pk__in=ids).values_list("reader_id", flat=True))
    wanted, changed = {}, []
    for book in ShelfBook.objects.filter(pk__in=ids).select_related("title"):
        if book.title is None:
            continue
        now = kind_of(book.title)
        if any(getattr(book, name) != now[name] for name in KIND_FIELDS):
            wanted[book.pk] = now
            changed.append(book)
    _recount(changed, wanted)
    return len(changed)


def _recount(books: list[ShelfBook], kinds: dict[int, dict[str, Any]]) -> None:
    """Under the locks of the readers' journals."""
    if not books:
        return
    by_pk = {book.pk: book for book in books}
    logs = list(ReadingLog.objects.filter(book__in=books))
    for log in logs:
        log.book = by_pk[log.book_id]  # type: ignore[index]
    taken = [totals.counting(log, -1) for log in logs]
    for book in books:
        for name, value in kinds[book.pk].items():
            setattr(book, name, value)
    ShelfBook.objects.bulk_update(books, KIND_FIELDS)
    totals.settle([*taken, *(totals.counting(log) for log in logs)])


def yesterday() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=1)
