"""Comparing a bibliography file with the catalogue: which title is each row, and what does it add?

Nothing is written here; see `slims.__init__` for the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from literasi.catalogue.models import Title
from literasi.catalogue.services.keys import fold

from .library import Book, Library, better
from .plan import Plan
from .records import FIELDS, BiblioRecord
from .report import Outcome, Report

# A stored value that stays although the row says otherwise is worth a look in these fields.
WATCHED = tuple(FIELDS.index(name) for name in ("title", "edition", "publisher", "year", "language"))


def plan_biblio(records: list[BiblioRecord], report: Report) -> Plan:
    """Decide every row, first row first. Reads the catalogue in few queries."""
    library = Library()
    library.load(
        (record.values[1] for record in records if record.values[1]),
        (record.text_key for record in records),
        (record.description_key for record in records),
    )
    plan = Plan(library)
    for record in records:
        plan.meet(record.authors, record.subjects)
    with_isbn = [record for record in records if record.match_key[0] == "i"]
    for record in with_isbn:
        _shelve(record, plan)
    _take_over(with_isbn, plan)
    placed = {record.row: _place(record, plan, report) for record in with_isbn}
    without = [record for record in records if record.match_key[0] == "t"]
    for record in without:
        placed[record.row] = _place_plain(record, plan, report)
    _take_bare(records, plan)
    _count(records, placed, plan, report)
    return plan


def _shelve(record: BiblioRecord, plan: Plan) -> None:
    """The title of this ISBN answers to the row's wording from now on."""
    library = plan.library
    book = library.by_match.get(record.match_key)
    if book is None:
        book = plan.new_book(record.match_key)
    if (record.text_key, record.description_key) not in book.variants:
        book.called(record.text_key, record.description_key)
        plan.renew_links(record.text_key, record.description_key)
        library.shelve(book)


def _take_over(records: Iterable[BiblioRecord], plan: Plan) -> None:
    """Titles that were known without ISBN under these words become, or complete, the ones with it."""
    library = plan.library
    for text, description in dict.fromkeys((r.text_key, r.description_key) for r in records):
        books = library.with_isbn(text, description)
        known = library.by_match.get(f"t:{description}")
        if known is not None:
            plan.remember_plain(description, plan.as_plain(known))
            plan.merge(known, books[0])
        if plain := library.plain.get(description):
            for book in books:
                book.take(*plan.from_plain(plain))


def _place(record: BiblioRecord, plan: Plan, report: Report) -> Book:
    book = plan.library.by_match[record.match_key]
    _take(book, record, report)
    return book


def _place_plain(record: BiblioRecord, plan: Plan, report: Report) -> Book:
    """A row without ISBN completes every title with ISBN of its description, or is its own title."""
    library = plan.library
    if books := library.with_isbn(record.text_key, record.description_key):
        plan.remember_plain(record.description_key, plan.plain_of(record))
        for book in books[1:]:
            book.take(record.values, tuple(record.authors), record.subjects)
        _take(books[0], record, report)
        return books[0]
    known = library.by_match.get(record.match_key)
    book = known or plan.new_book(record.match_key)
    if known is None:
        book.called(record.text_key, record.description_key)
        plan.renew_links(record.text_key, record.description_key)
        library.shelve(book)
    _take(book, record, report)
    return book


def _take(book: Book, record: BiblioRecord, report: Report) -> None:
    before = list(book.values)
    book.take(record.values, tuple(record.authors), record.subjects)
    book.rows.append(record.row)
    for at in WATCHED if before else ():
        ours, theirs = before[at], record.values[at]
        if ours == theirs or not ours or not theirs or fold(str(ours)) == fold(str(theirs)):
            continue
        kept = better(ours, theirs)
        report.flag(record.row, _conflict(at, kept, theirs if kept == ours else ours))


def _conflict(at: int, kept: Any, other: Any) -> str:
    return _("%(field)s: “%(kept)s” stays; another description says “%(other)s”.") % {
        "field": str(getattr(Title._meta.get_field(FIELDS[at]), "verbose_name", "")).capitalize(),
        "kept": str(kept)[:80],
        "other": str(other)[:80],
    }


def _take_bare(records: Iterable[BiblioRecord], plan: Plan) -> None:
    """Bare titles made for item rows become the first title of their text."""
    library = plan.library
    for text in dict.fromkeys(record.text_key for record in records):
        for bare in sorted(library.bare(text), key=lambda book: book.match_key):
            plan.merge(bare, library.of_text(text)[0])


def _count(records: list[BiblioRecord], placed: dict[int, Book], plan: Plan, report: Report) -> None:
    seen: dict[int, int] = {}
    for record in records:
        book = placed[record.row]
        first = seen.setdefault(id(book), record.row)
        if first != record.row:
            outcome = "merged"
            report.flag(record.row, _("The same book as row %(row)s; merged with it.") % {"row": first})
        elif book.pk is None:
            outcome = "created"
        else:
            outcome = "updated" if book.differs else "unchanged"
        name = f"titles_{outcome}"
        setattr(report, name, getattr(report, name) + 1)
        report.outcomes.append(Outcome(record.row, outcome, record.values[0], _detail(record)))


def _detail(record: BiblioRecord) -> str:
    shown: list[Any] = ["; ".join(record.authors.values()), record.values[1], ", ".join(record.barcodes[:3])]
    return " · ".join(part for part in shown if part)
