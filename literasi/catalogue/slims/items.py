"""Comparing an item file with the catalogue: copies by barcode, titles by their text alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import School
from literasi.catalogue.models import Title

from .copies import DEFAULT_PLACE, Known, keep_or_change, known_copies, stored_values
from .library import Book, Library
from .plan import CopyDraft, Plan
from .records import COPY_FIELDS, FIELDS, ItemRecord
from .report import Outcome, Report

TITLE_LIMIT: int = Title._meta.get_field("title").max_length  # type: ignore[assignment]


def plan_items(records: list[ItemRecord], owner: School | None, place: str, report: Report) -> Plan:
    """Decide every row. Of several rows for one barcode the one changed last in SLiMS stands."""
    library = Library()
    library.load((), (record.text_key for record in records))
    plan = Plan(library)
    plan.places.update(record.place for record in records if record.place)
    newest: dict[str, ItemRecord] = {}
    for record in records:
        if (other := newest.get(record.barcode)) is None or record.mark > other.mark:
            newest[record.barcode] = record
    known = known_copies(owner, newest)
    stored = stored_values(
        (copy.pk for barcode, copy in known.items() if newest[barcode].mark > copy.mark), COPY_FIELDS
    )
    for record in records:
        if newest[record.barcode] is not record:
            _repeated(record, report)
        elif (copy := known.get(record.barcode)) is None:
            _new_copy(record, place, plan, report)
        else:
            _known_copy(record, copy, stored.get(copy.pk), place, plan, report)
    _count_titles(records, plan, report)
    return plan


def _repeated(record: ItemRecord, report: Report) -> None:
    report.copies_unchanged += 1
    report.flag(
        record.row,
        _("The item code %(barcode)s stands in another row too; the row changed last in SLiMS counts.")
        % {"barcode": record.barcode},
    )
    report.outcomes.append(Outcome(record.row, "unchanged", record.title, record.barcode))


def _book_for(record: ItemRecord, plan: Plan, report: Report) -> Book:
    """The first title of this text, or a bare one made for it."""
    books = plan.library.of_text(record.text_key)
    if len(books) > 1:
        report.flag(
            record.row,
            _(
                "%(count)s titles are called “%(title)s”; the copy stands under the first of them. "
                "A bibliography file with item codes puts it right."
            )
            % {"count": len(books), "title": record.title[:80]},
        )
    book = books[0] if books else plan.library.by_match.get(record.link)
    if book is None:
        book = plan.new_book(record.link)
        book.variants.add((record.text_key, ""))
        plan.library.shelve(book)
        book.take(_bare_values(record.title[:TITLE_LIMIT].rstrip()), (), ())
    book.rows.append(record.row)
    return book


def _bare_values(title: str) -> list[Any]:
    return [title if name == "title" else None if name == "year" else "" for name in FIELDS]


def _new_copy(record: ItemRecord, place: str, plan: Plan, report: Report) -> None:
    plan.new_copies.append(
        CopyDraft(
            record.barcode,
            _book_for(record, plan, report),
            record.link,
            place=place or record.place or DEFAULT_PLACE,
            mark=record.mark,
            values=record.values,
        )
    )
    _done(record, "created", report)
    report.copies_created += 1


def _known_copy(
    record: ItemRecord,
    copy: Known,
    stored: tuple[Any, ...] | None,
    place: str,
    plan: Plan,
    report: Report,
) -> None:
    """`stored`: the copy's fields, only where this row is newer than the one they came from."""
    draft = CopyDraft(record.barcode, None, copy.key if copy.key[0] in "tx" else "", pk=copy.pk)
    if place and place != copy.place:
        draft.place = place
    if record.mark < copy.mark:
        report.flag(
            record.row,
            _("The catalogue already has a newer state of copy %(barcode)s.") % {"barcode": record.barcode},
        )
    elif stored is not None:
        _renew(record, copy, stored, draft, place)
        if copy.is_loose:
            draft.book, draft.link = _book_for(record, plan, report), record.link
    if not copy.is_loose and copy.title_id not in {book.pk for book in plan.library.of_text(record.text_key)}:
        report.flag(
            record.row,
            _("Copy %(barcode)s stays under the title that lists it, which is not “%(title)s”.")
            % {"barcode": record.barcode, "title": record.title[:80]},
        )
    before = report.copies_updated
    keep_or_change(draft, copy, plan, report)
    if draft.mark is not None and draft not in plan.changed_copies[-1:]:
        plan.changed_copies.append(draft)
    _done(record, "updated" if report.copies_updated > before else "unchanged", report)


def _renew(record: ItemRecord, copy: Known, stored: tuple[Any, ...], draft: CopyDraft, place: str) -> None:
    """A newer item row replaces what the older one said, also by leaving it out."""
    draft.mark = record.mark
    if record.values != stored:
        draft.values = record.values
    stands = record.place or (copy.place if copy.mark == "" else DEFAULT_PLACE)
    if not place and stands != copy.place:
        draft.place = stands


def _done(record: ItemRecord, outcome: str, report: Report) -> None:
    report.outcomes.append(Outcome(record.row, outcome, record.title, record.barcode))


def _count_titles(records: list[ItemRecord], plan: Plan, report: Report) -> None:
    report.titles_created = len(plan.new_books)
    links = dict.fromkeys((record.text_key, record.link) for record in records)
    books = (next(iter(plan.library.of_text(text)), plan.library.by_match.get(link)) for text, link in links)
    report.titles_unchanged = len({book.pk for book in books if book and book.pk})
