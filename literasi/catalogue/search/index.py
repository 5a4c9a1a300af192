"""Writing the index: folded, stemmed words per title, and the vocabulary.

Written with plain SQL, one statement a table: model instances would cost as much again as the words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q, QuerySet
from stdnum import isbn as isbn_number

from ..models import Contribution, Title, TitleIndex
from .words import stem, words

# A summary past this many words adds size, not findability.
MAX_WORDS = 400
# From here on a write to PostgreSQL is worth tidying up after.
MANY = 500
COLUMNS = ("title_id", "title_words", "author_words", "subject_words", "other_words")
FIELDS = ("pk", "title", "isbn", "responsibility", "publisher", "series", "year", "summary")
SET = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
# A title whose words stay the same is not written again: the file loaded twice costs little.
CHANGED = " OR ".join(f"catalogue_titleindex.{name} <> excluded.{name}" for name in COLUMNS[1:])
LISTED = "(SELECT value FROM json_each(%s))"
Row = tuple[int, str, str, str, str]


@transaction.atomic
def index_titles(title_ids: Iterable[int] | None = None) -> int:
    """Bring the index up to date for these titles, or from scratch for all; returns how many.

    Call it inside the transaction that wrote the titles, after their authors and subjects. It never
    shrinks the vocabulary; indexing everything does.
    """
    ids = None if title_ids is None else set(title_ids)
    vocabulary: set[str] = set()
    rows = _rows(ids, vocabulary)
    with connection.cursor() as cursor, _full_text(cursor, ids):
        # Everybody writes in the same order, so two imports cannot hold each other up.
        _put(cursor, "catalogue_titleindex", COLUMNS, rows, f"(title_id) DO UPDATE SET {SET} WHERE {CHANGED}")
        if ids is None:
            cursor.execute("DELETE FROM catalogue_searchword")
        if connection.vendor == "postgresql" and len(rows) >= MANY:
            # Sorted into the GIN index now, at once, not by the next visitor's search (migration 0005).
            cursor.execute("SELECT gin_clean_pending_list('catalogue_titleindex_vector'::regclass)")
        found = [(word,) for word in sorted(vocabulary)]
        _put(cursor, "catalogue_searchword", ("word",), found, "(word) DO NOTHING")
    return len(rows)


def forget_titles(title_ids: Iterable[int]) -> None:
    """Take titles out of the index. Deleting a title does it too: the rows cascade.

    On SQLite the trigger on these rows keeps the FTS5 table right (migration 0003); taking the words out
    here as well would take them twice, which spoils an external-content table.
    """
    TitleIndex.objects.filter(title__in=title_ids).delete()


@contextmanager
def _full_text(cursor: CursorWrapper, ids: set[int] | None) -> Iterator[None]:
    """On SQLite: take the titles' old words out of the FTS5 table, and put the new ones in.

    As two statements over the rows, not as triggers: those cost eight times as much. PostgreSQL's
    generated column needs nothing.
    """
    if connection.vendor != "sqlite":
        yield
    elif ids is None:
        yield
        cursor.execute("INSERT INTO catalogue_titlefts(catalogue_titlefts) VALUES ('rebuild')")
    else:
        names, these = ", ".join(COLUMNS[1:]), [json.dumps(list(ids))]
        rows = f"title_id, {names} FROM catalogue_titleindex WHERE title_id IN {LISTED}"
        fts = "INSERT INTO catalogue_titlefts"
        cursor.execute(f"{fts}(catalogue_titlefts, rowid, {names}) SELECT 'delete', {rows}", these)
        yield
        cursor.execute(f"{fts}(rowid, {names}) SELECT {rows}", these)


def _rows(ids: set[int] | None, vocabulary: set[str]) -> list[Row]:
    wanted = _wanted(ids)
    authors = _names(Contribution.objects.filter(wanted("title_id")), "author__name")
    subjects = _names(Title.subjects.through.objects.filter(wanted("title_id")), "subject__name")
    titles = Title.objects.filter(wanted("pk")).order_by("pk").values_list(*FIELDS)
    return [
        (
            pk,
            _indexed(title, vocabulary),
            _indexed(f"{' '.join(authors[pk])} {responsibility}", vocabulary),
            _indexed(" ".join(subjects[pk]), vocabulary),
            f"{_indexed(f'{series} {publisher} {year or str()} {summary}', vocabulary)} {_isbns(isbn)}",
        )
        for pk, title, isbn, responsibility, publisher, series, year, summary in titles.iterator(2_000)
        if ids is None or pk in ids
    ]


def _wanted(ids: set[int] | None) -> Callable[[str], Q]:
    """The condition that reads these titles. An import's ids lie side by side: then a range is read."""
    if ids is None:
        return lambda field: Q()
    if ids and max(ids) - min(ids) < 2 * len(ids):
        return lambda field: Q(**{f"{field}__gte": min(ids), f"{field}__lte": max(ids)})
    return lambda field: Q(**{f"{field}__in": ids})


def _names(through: QuerySet, name: str) -> dict[int, list[str]]:
    """Title id → names of its authors or subjects, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for title_id, value in through.order_by("pk").values_list("title_id", name):
        found[title_id].append(value)
    return found


def _indexed(text: str, vocabulary: set[str]) -> str:
    written = words(text)[:MAX_WORDS]
    vocabulary.update(written)
    return " ".join(map(_with_root, written))


@lru_cache(maxsize=100_000)
def _with_root(word: str) -> str:
    """The word as written and, beside it, its root: an exact spelling then ranks higher."""
    root = stem(word)
    return word if root == word else f"{word} {root}"


def _isbns(isbn: str) -> str:
    """Both forms, so that half an ISBN typed at the desk finds the book too."""
    if isbn.startswith("978") and isbn_number.is_valid(isbn):
        return f"{isbn} {isbn_number.to_isbn10(isbn).lower()}"
    return isbn


def _put(
    cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Sequence[tuple], conflict: str
) -> None:
    """Insert or update all rows: one prepared statement on SQLite, arrays on PostgreSQL."""
    if not rows:
        return
    into = f"INSERT INTO {table} ({', '.join(columns)})"
    if connection.vendor == "postgresql":
        arrays = ", ".join("%s::bigint[]" if name == "title_id" else "%s::text[]" for name in columns)
        cursor.execute(
            f"{into} SELECT * FROM unnest({arrays}) ON CONFLICT {conflict}",  # noqa: S608
            [list(column) for column in zip(*rows, strict=True)],
        )
    else:
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"{into} VALUES ({marks}) ON CONFLICT {conflict}", rows)
