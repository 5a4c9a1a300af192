"""Standing in line: whoever changes a reader's entries or totals holds the lock of their journal."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User

from ..models import Journal


def stand_in_line(reader: User) -> Journal:
    """Lock one reader's journal until the transaction ends; opens it on first use."""
    mine = Journal.objects.of_readers([reader.pk]).in_line()
    if (journal := mine.first()) is None:
        Journal.objects.get_or_create(reader=reader)
        journal = mine.get()
    return journal


def stand_in_lines(reader_ids: Iterable[int]) -> None:
    """Lock several journals, lowest reader first. Whoever has an entry has a journal.

    A query of ids is asked in the same statement.
    """
    ids = reader_ids if isinstance(reader_ids, QuerySet) else set(reader_ids)
    list(Journal.objects.of_readers(ids).in_line())


def open_journals(reader_ids: Iterable[int]) -> None:
    """Open journals that are not there yet; call before standing in several lines, never after."""
    if missing := sorted(set(reader_ids)):
        Journal.objects.bulk_create([Journal(reader_id=pk) for pk in missing], ignore_conflicts=True)
