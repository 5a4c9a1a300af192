"""Books a reader wants to read: on the shelf before the first entry."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.services import record
from literasi.catalogue.models import Title

from .. import exceptions as broken
from ..models import ShelfBook, ShelfStatus
from .draft import BookChoice
from .line import stand_in_line
from .shelf import pick

MOST_WISHES = 30


@transaction.atomic
def want_title(reader: User, title: Title) -> ShelfBook:
    """Put a title on the shelf to read later. One that is there already stays as it is."""
    stand_in_line(reader)
    books = ShelfBook.objects.of(reader)
    known = books.filter(title=title).first()
    if known:
        return known
    if books.wanted().count() >= MOST_WISHES:
        raise broken.ShelfFull(limit=MOST_WISHES)
    book = pick(reader, BookChoice(title_id=title.pk))
    book.status = ShelfStatus.WANTED
    book.save(update_fields=["status"])
    record("want_title", book, actor=reader, title=title.pk)
    return book


@transaction.atomic
def drop_wish(book: ShelfBook, *, by: User) -> None:
    """Take a book off the shelf that was never begun; any other stays."""
    stand_in_line(by)
    ShelfBook.objects.of(by).wanted().filter(pk=book.pk, logs__isnull=True).delete()
