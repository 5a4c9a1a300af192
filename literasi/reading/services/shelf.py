"""Taking books onto the shelf, and keeping the shelf in step with the entries."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When

from accounts.models import User
from literasi.catalogue.kinds import genre_of
from literasi.catalogue.models import Title

from ..exceptions import NoBook
from ..models import AUTHORS_BETWEEN, ReadingLog, ShelfBook, ShelfStatus
from .draft import BookChoice
from .line import stand_in_line


def pick(reader: User, choice: BookChoice) -> ShelfBook:
    """The chosen book on the reader's shelf, put there if it is new. Call under the journal's lock."""
    if choice.shelf_id is not None:
        book = ShelfBook.objects.of(reader).filter(pk=choice.shelf_id).first()
        if book is None:
            raise NoBook
        return book
    if choice.title_id is not None:
        title = Title.objects.with_authors().filter(pk=choice.title_id).first()
        if title is None:
            raise NoBook
        return _put(reader, f"title:{title.pk}", _as_known(title))
    name, author = " ".join(choice.name.split()), " ".join(choice.author.split())
    if not name:
        raise NoBook
    return _put(reader, free_key(name, author), {"name": name[:500], "author": author[:200]})


def pick_for_all(readers: Collection[int], choice: BookChoice) -> dict[int, ShelfBook]:
    """One catalogue title on the shelf of every reader (by id), put there where it is new.

    Call under the locks of their journals.
    """
    title = Title.objects.with_authors().filter(pk=choice.title_id or 0).first()
    if title is None:
        raise NoBook
    key, known = f"title:{title.pk}", _as_known(title)
    here = {book.reader_id: book for book in ShelfBook.objects.filter(reader__in=readers, key=key)}
    resting = [book for book in here.values() if book.status == ShelfStatus.SET_ASIDE]
    if resting:
        ShelfBook.objects.filter(pk__in=[book.pk for book in resting]).update(status=ShelfStatus.READING)
    new = [ShelfBook(reader_id=pk, key=key, **known) for pk in readers if pk not in here]
    return here | {book.reader_id: book for book in ShelfBook.objects.bulk_create(new)}


def free_key(name: str, author: str) -> str:
    """The identity of a book written by hand: capitals and spaces make no difference."""
    folded = f"{' '.join(name.split())}|{' '.join(author.split())}".casefold()
    return "free:" + hashlib.sha256(folded.encode()).hexdigest()[:40]


def refresh(book: ShelfBook | None) -> None:
    """Let last page, last day and status follow from the entries that count. A session may have no book."""
    if book is None:
        return
    counted = ReadingLog.objects.filter(book=book).counted()
    latest = counted.order_by("-read_on", "-pk").values_list("read_on", flat=True).first()
    paged = counted.filter(page_to__isnull=False).order_by("-read_on", "-pk")
    finish = counted.filter(finished=True).values_list("read_on", flat=True).first()
    book.last_read_on = latest
    book.last_page = paged.values_list("page_to", flat=True).first()
    book.finished_on = finish
    if finish:
        book.status = ShelfStatus.FINISHED
    elif book.status == ShelfStatus.FINISHED:
        book.status = ShelfStatus.READING
    book.save(update_fields=["last_read_on", "last_page", "finished_on", "status"])


def refresh_many(book_ids: Iterable[int | None], *, drop_empty: bool = False) -> None:
    """As `refresh`, for many books in one statement; `drop_empty` takes those without entries away."""
    wanted = {pk for pk in book_ids if pk is not None}
    if not wanted:
        return
    books = ShelfBook.objects.filter(pk__in=wanted)
    if drop_empty:
        books.filter(~Exists(ReadingLog.objects.filter(book=OuterRef("pk")))).delete()
    counted = ReadingLog.objects.filter(book=OuterRef("pk")).counted().order_by("-read_on", "-pk")
    finish = Subquery(counted.filter(finished=True).values("read_on")[:1])
    books.update(
        last_read_on=Subquery(counted.values("read_on")[:1]),
        last_page=Subquery(counted.filter(page_to__isnull=False).values("page_to")[:1]),
        finished_on=finish,
        status=Case(
            When(Exists(counted.filter(finished=True)), then=Value(ShelfStatus.FINISHED)),
            When(status=ShelfStatus.FINISHED, then=Value(ShelfStatus.READING)),
            default=F("status"),
        ),
    )


@transaction.atomic
def set_aside(book: ShelfBook) -> None:
    """Stop offering a book that is not being read for now."""
    _move(book, ShelfStatus.READING, ShelfStatus.SET_ASIDE)


@transaction.atomic
def take_up(book: ShelfBook) -> None:
    """Offer it again."""
    _move(book, ShelfStatus.SET_ASIDE, ShelfStatus.READING)


def _move(book: ShelfBook, before: ShelfStatus, after: ShelfStatus) -> None:
    stand_in_line(book.reader)
    ShelfBook.objects.filter(pk=book.pk, status=before).update(status=after)


def _put(reader: User, key: str, values: dict[str, object]) -> ShelfBook:
    return ShelfBook.objects.get_or_create(reader=reader, key=key, defaults=values)[0]


def kind_of(title: Title) -> dict[str, object]:
    """What decides where entries on this title count."""
    return {
        "level": title.level,
        "language": title.language,
        "genre": genre_of(title.ddc),
        "textbook": title.textbook,
    }


def as_shelf_book(title: Title) -> ShelfBook:
    """How the title would stand on a shelf; not saved."""
    return ShelfBook(**_as_known(title))


def _as_known(title: Title) -> dict[str, object]:
    return {
        "title": title,
        "name": title.title,
        "author": AUTHORS_BETWEEN.join(title.author_names[:2])[:200],
        "pages_total": title.pages,
        **kind_of(title),
    }
