"""Rows of a table by the names of its columns, wherever the header stands and in whatever order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ui.imports.exceptions import ColumnsMissing, ImportRefused, NoHeader, NoRows, TooManyRows

from . import Sheet, readings

HEADER_WITHIN = 40
MAX_LINES = 10_000
LONGEST_CELL = 4_000
Labels = Mapping[str, Collection[str]]


class Line(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells by our column names."""

    row: int
    cells: dict[str, str]


def key_of(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.lower())


def read_lines(data: bytes, labels: Labels, needed: Sequence[str], names: Mapping[str, str]) -> list[Line]:
    """The rows below the header; blank ones are left out.

    `labels` says how each column may be called (see `key_of`), `needed` which must be there, `names` what
    people call them in a sentence.
    """
    refusals: list[ImportRefused] = []
    for sheets in readings(data):
        try:
            return _first_table(sheets, labels, needed, names)
        except (NoHeader, ColumnsMissing, NoRows) as refusal:
            refusals.append(refusal)
    # A header that lacks a column says more than none at all.
    raise next((r for r in refusals if not isinstance(r, NoHeader)), refusals[0])


def _first_table(
    sheets: Iterable[Sheet], labels: Labels, needed: Sequence[str], names: Mapping[str, str]
) -> list[Line]:
    problem: ImportRefused | None = None
    for sheet in sheets:
        try:
            if lines := _lines(sheet, labels, needed, names):
                return lines
            problem = NoRows()
        except ColumnsMissing as refusal:
            problem = problem or refusal
        except NoHeader:
            continue
    raise problem or NoHeader(columns=", ".join(names[name] for name in needed))


def _lines(sheet: Sheet, labels: Labels, needed: Sequence[str], names: Mapping[str, str]) -> list[Line]:
    places: dict[str, int] = {}
    found: list[Line] = []
    for number, row in enumerate(sheet.rows, start=1):
        if places:
            cells = _cells(sheet, row, places)
            if any(cells.values()):
                found.append(Line(number, cells))
            if len(found) > MAX_LINES:
                raise TooManyRows(limit=MAX_LINES)
        elif number > HEADER_WITHIN:
            break
        else:
            places = _header(number, [sheet.text(cell) for cell in row], labels, needed, names)
    if not places:
        raise NoHeader(columns=", ".join(names[name] for name in needed))
    return found


def _header(
    number: int, texts: list[str], labels: Labels, needed: Sequence[str], names: Mapping[str, str]
) -> dict[str, int]:
    """Our column → its place in this row; empty where the row is no header."""
    keys = [key_of(text) for text in texts]
    places: dict[str, int] = {}
    for name, known in labels.items():
        place = next((n for n, key in enumerate(keys) if key in known), None)
        if place is not None:
            places[name] = place
    missing = [names[name] for name in needed if name not in places]
    if not missing:
        return places
    if len(places) >= max(2, len(needed) - 1):
        raise ColumnsMissing(row=number, columns=", ".join(missing))
    return {}


def _cells(sheet: Sheet, row: Sequence[Any], places: Mapping[str, int]) -> dict[str, str]:
    """PostgreSQL stores no U+0000; its visible stand-in is refused with its row."""
    return {
        name: sheet.text(row[place]).replace("\x00", "\ufffd")[:LONGEST_CELL] if place < len(row) else ""
        for name, place in places.items()
    }
