"""Comparing the copies a file names with those its owner has: where does each barcode belong?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts.models import School
from literasi.catalogue.models import Copy

from .library import Book, chunks, identity
from .plan import CopyDraft, Plan
from .records import BiblioRecord
from .report import Report

DEFAULT_PLACE = "Perpustakaan"


class Known(NamedTuple):
    """A stored copy. `key` is how strongly it knows its title: see `services.keys`."""

    pk: int
    title_id: int
    key: str
    place: str
    mark: str
    bare: bool

    @property
    def is_loose(self) -> bool:
        return self.key.startswith("x:")


def known_copies(owner: School | None, barcodes: Iterable[str]) -> dict[str, Known]:
    found = {}
    for part in chunks(barcodes):
        rows = Copy.objects.filter(school=owner, barcode__among=part).values_list(
            "barcode", "pk", "title_id", "title_link", "place__name", "import_mark",
            "title__match_key", "title__isbn", "title__description_key",
        )  # fmt: skip
        for barcode, pk, title, link, place, mark, match_key, isbn, description in rows:
            key = link or identity(match_key, isbn, description)
            found[barcode] = Known(pk, title, key, place, mark, match_key.startswith("x:"))
    return found


def plan_listed(
    records: Iterable[BiblioRecord], owner: School | None, place: str, plan: Plan, report: Report
) -> None:
    """The barcodes that biblio rows list: the strongest word on where a copy belongs."""
    listed: dict[str, BiblioRecord] = {}
    for record in records:
        for barcode in record.barcodes:
            other = listed.setdefault(barcode, record)
            if other is not record:
                listed[barcode] = min(other, record, key=lambda r: r.match_key)
                if _book_of(other, plan) is not _book_of(record, plan):
                    _flag_twice(record.row, barcode, report)
    known = known_copies(owner, listed)
    for barcode, record in listed.items():
        _plan_listed_copy(barcode, record, known.get(barcode), place, plan, report)
    ask_again(plan, {copy.pk for copy in known.values()}, report)


def _book_of(record: BiblioRecord, plan: Plan) -> Book:
    book = plan.library.by_match.get(record.match_key)
    found = book or plan.library.described(record.text_key, record.description_key)
    assert found is not None, record.match_key
    return found


def _flag_twice(row: int, barcode: str, report: Report) -> None:
    message = _("Copy %(barcode)s is listed for another title as well; it stands under one of them.")
    report.flag(row, message % {"barcode": barcode})


def _plan_listed_copy(
    barcode: str, record: BiblioRecord, copy: Known | None, place: str, plan: Plan, report: Report
) -> None:
    book = _book_of(record, plan)
    link = "" if record.match_key.startswith("i:") else record.match_key
    if copy is None:
        plan.new_copies.append(CopyDraft(barcode, book, link, place=place or DEFAULT_PLACE))
        report.copies_created += 1
        return
    moved_to = place if place and place != copy.place and is_unplaced(copy) else None
    draft = CopyDraft(barcode, None, link, pk=copy.pk, place=moved_to)
    if copy.is_loose or record.match_key <= copy.key:
        draft.book = book
    elif copy.title_id != book.pk:
        _flag_twice(record.row, barcode, report)
        draft.link = copy.key if copy.key.startswith("t:") else ""
    else:
        draft.link = copy.key if copy.key.startswith("t:") else ""
    keep_or_change(draft, copy, plan, report)


def is_unplaced(copy: Known) -> bool:
    """No item row and no person has said yet where it stands."""
    return copy.mark == "" or copy.place == DEFAULT_PLACE


def keep_or_change(draft: CopyDraft, copy: Known, plan: Plan, report: Report) -> None:
    """Count the copy; write it only where something changes, be it only how its title is known."""
    moves = draft.book is not None and draft.book.pk != copy.title_id
    if moves and copy.bare and draft.book is not None:
        plan.left_bare[copy.title_id] = draft.book
    if moves or draft.place is not None or draft.values is not None:
        report.copies_updated += 1
    else:
        report.copies_unchanged += 1
    stored_link = copy.key if copy.key[0] in "tx" else ""
    if moves or draft.place is not None or draft.values is not None or draft.link != stored_link:
        plan.changed_copies.append(draft)


def ask_again(plan: Plan, settled: set[int], report: Report) -> None:
    """Copies that know only words: a title that is new in this file may be the better answer."""
    columns = ("pk", "barcode", "title_id", "title_link", "title__match_key")
    for part in chunks(plan.words):
        for row in Copy.objects.filter(title_link__among=part).values_list(*columns):
            book = plan.library.described(plan.words[row[3]], row[3][2:])
            _move(plan, settled, report, row, book)
    # A copy that knows a text only stands under some title of that text.
    titles = {pk: text for text in plan.texts for pk in plan.library.stored.get(text, ())}
    starts = {text[:16]: text for text in plan.texts}
    for part in chunks(titles):
        loose = Copy.objects.filter(title__among=part, title_link__startswith="x:")
        for row in loose.values_list(*columns):
            if text := starts.get(row[3][2:18]):
                _move(plan, settled, report, row, plan.library.of_text(text)[0])


def _move(
    plan: Plan, settled: set[int], report: Report, row: tuple[int, str, int, str, str], book: Book | None
) -> None:
    pk, barcode, title_id, link, match_key = row
    if pk in settled or book is None or book.pk == title_id:
        return
    if match_key.startswith("x:"):
        plan.left_bare[title_id] = book
    plan.changed_copies.append(CopyDraft(barcode, book, link, pk=pk))
    report.copies_updated += 1


def stored_values(pks: Iterable[int], names: tuple[str, ...]) -> Mapping[int, tuple[Any, ...]]:
    """pk → the copies' own fields, to see whether a newer item row changes anything."""
    found: dict[int, tuple[Any, ...]] = {}
    for part in chunks(pks):
        for pk, *values in Copy.objects.filter(pk__among=part).values_list("pk", *names):
            found[pk] = tuple(values)
    return found
