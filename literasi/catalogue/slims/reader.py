"""Lines → rows of cells. A row that cannot be read is reported with its number; the next ones are kept.

Row numbers are those of a spreadsheet: the first row of the file is 1, the header counts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from .dialect import Dialect, Kind, naive_cells

MAX_CELL = 131_072
# A quoted cell may run over this many lines before we take its quote for a forgotten one.
MAX_JOINED = 200


class Row(NamedTuple):
    number: int
    cells: list[str] | None
    problem: str


def read_rows(lines: Sequence[str], dialect: Dialect) -> Iterator[Row]:
    """Every row that holds anything, in order; `cells` is None where `problem` says why."""
    raw = dialect.kind is Kind.ITEM and _is_raw(lines, dialect)
    at = number = _first_filled(lines) + 1 if dialect.header else 0
    while at < len(lines):
        line = lines[at]
        if not line.strip(" \t" + dialect.separator):
            number, at = number + 1, at + 1
            continue
        number += 1
        cells, problem, used = _raw(line, dialect) if raw else _quoted(lines, at, dialect)
        at += used
        yield Row(number, None, problem) if cells is None else _fitted(number, cells, dialect)


def _first_filled(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip()), 0)


def _is_raw(lines: Sequence[str], dialect: Dialect) -> bool:
    """SLiMS's own item dialect: every cell quoted, inner quotes as they are.

    A file that a spreadsheet saved again doubles them (or quotes only where needed): no line of it
    then breaks the standard rules.
    """
    for line in lines:
        inner = line.replace(dialect.quote + dialect.separator + dialect.quote, "")
        if line.startswith(dialect.quote) and dialect.quote in inner.strip()[1:-1]:
            try:
                _parse(line, dialect)
            except csv.Error:
                return True
    return False


def _raw(line: str, dialect: Dialect) -> tuple[list[str] | None, str, int]:
    """One line of the raw dialect; a line somebody rewrote by the standard rules is read by those."""
    cells = naive_cells(line, dialect.separator, dialect.quote)
    if cells is None or len(cells) != dialect.width:
        standard, _problem, _used = _quoted((line,), 0, dialect)
        if standard is not None and (cells is None or len(standard) == dialect.width):
            return standard, "", 1
    if cells is None:
        return None, _("A quotation mark is not closed."), 1
    return cells, "", 1


def _quoted(lines: Sequence[str], at: int, dialect: Dialect) -> tuple[list[str] | None, str, int]:
    """One record by the standard rules (RFC 4180), over several lines where a quote stays open."""
    record, used = lines[at], 1
    odd = record.count(dialect.quote) & 1
    while odd and used < MAX_JOINED and at + used < len(lines):
        more = lines[at + used]
        record, used, odd = f"{record}\n{more}", used + 1, odd ^ (more.count(dialect.quote) & 1)
    if odd:
        return None, _("A quotation mark is not closed."), 1
    try:
        cells = _parse(record, dialect)
    except csv.Error:
        if len(record) > MAX_CELL:
            return None, _("A cell is far too long."), 1
        return None, _("A quotation mark stands where none may stand."), 1
    if used > 1 and not 0 <= len(cells) - dialect.width <= 1:
        # Two forgotten quotes in different rows look like one long cell: give up the first row only.
        return None, _("A quotation mark is not closed."), 1
    return cells, "", used


def _parse(record: str, dialect: Dialect) -> list[str]:
    return next(csv.reader((record,), delimiter=dialect.separator, quotechar=dialect.quote, strict=True), [])


def _fitted(number: int, cells: list[str], dialect: Dialect) -> Row:
    """Refuses a row of another width, and characters no database can hold."""
    width = dialect.width
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        problem = _("The row has %(found)s columns instead of %(wanted)s.")
        return Row(number, None, problem % {"found": len(cells), "wanted": width})
    if any("\x00" in cell for cell in cells):
        return Row(number, None, _("The row holds a NUL character."))
    if any(len(cell) > MAX_CELL for cell in cells):
        return Row(number, None, _("A cell is far too long."))
    return Row(number, cells, "")
