"""What kind of SLiMS file is this, and how is it written? Judged by its content alone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from literasi.catalogue.services.keys import fold
from ui.files import binary_name, decode

from .exceptions import (
    ColumnMissing,
    EmptyExport,
    EmptyFile,
    FileTooLarge,
    MemberFile,
    NotText,
    OtherTable,
    WebPage,
)
from .words import BIBLIO, HEADERS, ITEM, MEMBER

MAX_BYTES = 100 * 1024 * 1024
SEPARATORS = (",", ";", "\t", "|")
QUOTES = ('"', "'")
SAMPLE_LINES = 40
_LINE_END = re.compile(r"\r\n|\n|\r")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Kind(StrEnum):
    BIBLIO = "biblio"
    ITEM = "item"
    MEMBER = "member"


@dataclass(frozen=True)
class Dialect:
    """How to read the lines: `columns` maps a SLiMS column to its position."""

    kind: Kind
    separator: str
    quote: str
    header: bool
    width: int
    columns: dict[str, int]


def lines_of(data: bytes) -> list[str]:
    """The file's lines as text; raises a SlimsRefused that names what the file is instead."""
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES // 1024 // 1024)
    if found := binary_name(data):
        raise NotText(found=found)
    text = decode(data)
    head = text[:2000].lstrip("\ufeff\x00 \t\r\n").lower()
    if not head:
        raise EmptyFile
    if head.startswith("<"):
        if "<script" in head and "alert(" in head:
            raise EmptyExport
        if re.match(r"<(!doctype|html|head|body|script|table|div|br|p|\?xml)\b", head):
            raise WebPage
    return _LINE_END.split(text.lstrip("\ufeff"))


def detect(lines: Sequence[str]) -> Dialect:
    """The dialect of these lines; a member file or a strange table is refused."""
    sample = [line for line in lines[: SAMPLE_LINES * 2] if line.strip()][:SAMPLE_LINES]
    if not sample:
        raise EmptyFile
    quote = sample[0][0] if sample[0][0] in QUOTES else '"'
    for separator in SEPARATORS:
        if dialect := _by_header(sample[0], separator, quote):
            return _accepted(dialect)
    for separator in SEPARATORS:
        if dialect := _by_content(sample, separator, quote):
            return _accepted(dialect)
    raise OtherTable


def _accepted(dialect: Dialect) -> Dialect:
    if dialect.kind is Kind.MEMBER:
        raise MemberFile
    needed = ("title",) if dialect.kind is Kind.BIBLIO else ("item_code", "title")
    for column in needed:
        if column not in dialect.columns:
            raise ColumnMissing(column=column)
    return dialect


def naive_cells(line: str, separator: str, quote: str) -> list[str] | None:
    """A line in which every cell is quoted and inner quotes are raw, or None where it is not such."""
    line = line.strip()
    if len(line) < 2 or line[0] != quote:
        return None
    line = line.removesuffix(separator)
    return line[1:-1].split(quote + separator + quote) if line[-1] == quote else None


def loose_cells(line: str, separator: str, quote: str) -> list[str]:
    """Cells for looking at, never for storing."""
    try:
        return next(csv.reader((line,), delimiter=separator, quotechar=quote), [])
    except csv.Error:
        return []


def without_tail(cells: list[str]) -> list[str]:
    """Without the empty cells behind the last filled one."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


# Columns that only one kind has; `title`, `call_number` and `item_code` stand in two.
_OWN = {
    Kind.BIBLIO: frozenset(BIBLIO) - frozenset(ITEM),
    Kind.ITEM: frozenset(ITEM) - frozenset(BIBLIO),
    Kind.MEMBER: frozenset(MEMBER),
}


def _by_header(line: str, separator: str, quote: str) -> Dialect | None:
    """The first row names the columns when most of its cells are names we know."""
    cells = without_tail(loose_cells(line, separator, quote))
    names = [HEADERS.get(fold(cell.replace("_", " "))) for cell in cells]
    known = [name for name in names if name]
    if len(set(known)) < 2 or len(known) * 2 <= sum(1 for cell in cells if cell.strip()):
        return None
    kind = max(_OWN, key=lambda kind: len(_OWN[kind] & set(known)))
    columns: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            columns.setdefault(name, position)
    return Dialect(kind, separator, quote, True, len(cells), columns)


def _by_content(sample: Sequence[str], separator: str, quote: str) -> Dialect | None:
    """Without a header the columns stand in SLiMS's own order; the rows vote for the kind."""
    votes = Counter(kind for line in sample if (kind := _kind_of_row(line, separator, quote)))
    if not votes:
        return None
    kind, count = votes.most_common(1)[0]
    if count * 2 < len(sample) and count < 3:
        return None
    order = {Kind.BIBLIO: BIBLIO, Kind.ITEM: ITEM, Kind.MEMBER: MEMBER}[kind]
    return Dialect(kind, separator, quote, False, len(order), {name: at for at, name in enumerate(order)})


def _kind_of_row(line: str, separator: str, quote: str) -> Kind | None:
    readings: tuple[Callable[..., list[str] | None], ...] = (loose_cells, naive_cells)
    for read in readings:
        cells = read(line, separator, quote) or []
        if kind := _kind_of_cells(cells):
            return kind
    return None


def _kind_of_cells(cells: list[str]) -> Kind | None:
    if len(cells) in (18, 19, 20) and cells[2] in ("0", "1") and _DATE.match(cells[14] or cells[15]):
        return Kind.MEMBER
    if len(cells) == 19 and cells[0] and all(not cells[at] or _DATE.match(cells[at]) for at in (16, 17)):
        return Kind.ITEM
    lists = [cells[at].strip() for at in (15, 16, 17)] if len(cells) == 18 else ["?"]
    if all(not cell or cell.startswith("<") for cell in lists):
        return Kind.BIBLIO
    return None
