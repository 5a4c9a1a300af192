"""Rows → records: cleaned, with the keys by which they are recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from literasi.catalogue.models import Author, Copy, Place, Subject, Title
from literasi.catalogue.services import keys

from . import values
from .dialect import Dialect
from .reader import Row
from .report import Report
from .text import one_line, paragraphs, several

# The title's own fields, in the order of BiblioRecord.values.
FIELDS = (
    "title", "isbn", "responsibility", "edition", "publisher", "published_in", "year", "language", "ddc",
    "call_number", "collation", "series", "material", "summary",
)  # fmt: skip
TITLE_AT, ISBN_AT, YEAR_AT, COLLATION_AT = 0, 1, 6, 10
_PLAIN_COLUMNS = {
    "title": "title", "responsibility": "sor", "edition": "edition", "publisher": "publisher_name",
    "published_in": "place_name", "ddc": "classification", "call_number": "call_number",
    "collation": "collation", "series": "series_title", "material": "gmd_name",
}  # fmt: skip
COPY_FIELDS = ("call_number", "inventory_number", "collection", "status", "source", "received_on", "price")


def _limit(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length  # type: ignore[attr-defined]


LIMITS = {name: _limit(Title, name) for name in _PLAIN_COLUMNS}
AUTHOR_LIMIT, SUBJECT_LIMIT = _limit(Author, "name"), _limit(Subject, "name")
BARCODE_LIMIT, PLACE_LIMIT = _limit(Copy, "barcode"), _limit(Place, "name")


@dataclass(slots=True)
class BiblioRecord:
    row: int
    match_key: str
    text_key: str
    description_key: str
    values: list[Any]
    authors: dict[str, str]  # key → name, in the order of the row
    subjects: dict[str, str]
    barcodes: list[str]


@dataclass(slots=True)
class ItemRecord:
    row: int
    barcode: str
    title: str
    text_key: str
    link: str
    place: str
    mark: str
    values: tuple[Any, ...]  # by COPY_FIELDS


class Cells:
    """Reads one row's cells by column name and flags what had to be cut."""

    def __init__(self, dialect: Dialect, report: Report, *, escapes: bool) -> None:
        self.at = dialect.columns
        self.report = report
        self.escapes = escapes
        self.row, self.cells = 0, [""]

    def turn_to(self, row: Row) -> None:
        self.row, self.cells = row.number, row.cells or []

    def raw(self, column: str) -> str:
        at = self.at.get(column)
        return "" if at is None else self.cells[at]

    def line(self, column: str, limit: int = 0) -> str:
        cell = self.raw(column)
        text = one_line(cell, escapes=self.escapes) if cell else ""
        return self.cut(text, limit) if 0 < limit < len(text) else text

    def cut(self, text: str, limit: int) -> str:
        message = _("“%(start)s…” was cut to %(limit)s characters.")
        self.report.flag(self.row, message % {"start": text[:40], "limit": limit})
        return text[:limit].rstrip()

    def value(self, read: Callable[..., tuple[Any, str]], *columns: str) -> Any:
        cells = [self.line(column) for column in columns]
        if not cells[0]:
            return read(*cells)[0]
        value, remark = read(*cells)
        if remark:
            self.report.flag(self.row, remark)
        return value

    def names(self, column: str, limit: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in several(self.raw(column)):
            name = self.cut(name, limit) if len(name) > limit else name
            found.setdefault(keys.key_of(name, limit), name)
        return found


def biblio_records(rows: Iterable[Row], dialect: Dialect, report: Report) -> Iterator[BiblioRecord]:
    """Good rows as records; the others go to the report. `report.rows` counts them all."""
    cells = Cells(dialect, report, escapes=True)
    for row in rows:
        report.rows += 1
        if row.cells is None:
            report.error(row.number, row.problem)
            continue
        cells.turn_to(row)
        if title := cells.line("title"):
            yield _biblio(cells, title)
        else:
            report.error(row.number, _("The title is blank."))


def _biblio(cells: Cells, title: str) -> BiblioRecord:
    plain = {name: cells.line(column, LIMITS[name]) for name, column in _PLAIN_COLUMNS.items()}
    isbn = cells.value(values.read_isbn, "isbn_issn")
    authors = cells.names("authors", AUTHOR_LIMIT)
    description = keys.description_key(title, list(authors.values()), plain["edition"], plain["publisher"])
    found = {
        **plain,
        "isbn": isbn,
        "year": cells.value(values.read_year, "publish_year"),
        "language": cells.value(values.read_language, "language_name"),
        "summary": _notes(cells),
    }
    return BiblioRecord(
        row=cells.row,
        match_key=keys.isbn_match(isbn) if isbn else keys.description_match(description),
        text_key=keys.text_key(title),
        description_key=description,
        values=[found[name] for name in FIELDS],
        authors=authors,
        subjects=cells.names("topics", SUBJECT_LIMIT),
        barcodes=_barcodes(cells),
    )


def _notes(cells: Cells) -> str:
    text = paragraphs(cells.raw("notes"))
    if text.isdigit() and text.isascii():
        cells.report.flag(
            cells.row,
            _("The note is only the number %(number)s: SLiMS replaced the text by its length; left empty.")
            % {"number": text[:20]},
        )
        return ""
    return text


def _barcodes(cells: Cells) -> list[str]:
    good, message = [], _("The item code “%(start)s…” is too long; this copy was left out.")
    for barcode in several(cells.raw("item_code")):
        if len(barcode) > BARCODE_LIMIT:
            cells.report.flag(cells.row, message % {"start": barcode[:40]})
        else:
            good.append(barcode)
    return good


def item_records(rows: Iterable[Row], dialect: Dialect, report: Report) -> Iterator[ItemRecord]:
    """As `biblio_records`, for item files."""
    cells = Cells(dialect, report, escapes=False)
    for row in rows:
        report.rows += 1
        if row.cells is None:
            report.error(row.number, row.problem)
            continue
        cells.turn_to(row)
        barcode, title = cells.line("item_code"), cells.line("title")
        if not barcode:
            report.error(row.number, _("The item code is blank."), title)
        elif len(barcode) > BARCODE_LIMIT:
            report.error(row.number, _("The item code is longer than %s characters.") % BARCODE_LIMIT, title)
        elif not title:
            report.error(row.number, _("The title is blank."))
        else:
            yield _item(cells, barcode, title)


def _item(cells: Cells, barcode: str, title: str) -> ItemRecord:
    place = cells.line("location_name", PLACE_LIMIT)
    found = (
        cells.line("call_number", _limit(Copy, "call_number")),
        cells.line("inventory_code", _limit(Copy, "inventory_number")),
        cells.line("coll_type_name", _limit(Copy, "collection")),
        cells.value(values.read_status, "item_status_name"),
        cells.value(values.read_source, "source"),
        cells.value(values.read_day, "received_date"),
        cells.value(values.read_price, "price", "price_currency"),
    )
    text_key = keys.text_key(title)
    return ItemRecord(
        row=cells.row,
        barcode=barcode,
        title=title,
        text_key=text_key,
        link=keys.text_match(title),
        place=place,
        mark=mark_of(values.read_moment(cells.line("last_update")), (text_key, place, *found)),
        values=found,
    )


def mark_of(changed: str, content: tuple[Any, ...]) -> str:
    """Orders item rows of one copy: by SLiMS's time stamp, then by content, so that order cannot matter."""
    parts = (f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell) for cell in content)
    digest = blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12)
    return f"{changed}|{digest.hexdigest()}"
