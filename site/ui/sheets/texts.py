"""Text files as sheets of rows: CSV in any encoding and separator, and `.xls` that is really HTML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from ui.imports.exceptions import FieldTooLong, UnclosedQuote, WebPage

from .workbooks import MAX_COLUMNS, Sheet, plain, refusing_damage

SEPARATORS = ";,\t|"
# An address may hold a line break or two; a record this long is a quote nobody closed.
MAX_LINES_A_RECORD = 8
# How spreadsheets keep leading zeros in CSV: ="0012345678"
KEPT_TEXT = re.compile(r'^="([^"]*)"$')


def decode(data: bytes) -> str:
    """Text of the file: a BOM decides, then UTF-16 by its NULs, then UTF-8, then Windows' cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    sample = data[:4096]
    if len(sample) > 8 and sample[1::2].count(0) > len(sample) // 4:
        return data.decode("utf-16-le", errors="replace")
    if len(sample) > 8 and sample[0::2].count(0) > len(sample) // 4:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _csv_text(cell: str) -> str:
    kept = KEPT_TEXT.match(cell.strip())
    return kept[1].strip() if kept else cell.strip()


def separators_of(text: str) -> list[str]:
    """The separators worth trying, the most frequent in the first lines first."""
    if declared := re.match(r"sep=(.)\r?\n", text):
        return [declared[1]]
    head = text[:20_000]
    return sorted((s for s in SEPARATORS if s in head), key=head.count, reverse=True) or [","]


def csv_sheet(text: str, separator: str) -> Sheet:
    """The file as one sheet; a row's number is its record's, as a spreadsheet shows it."""
    return Sheet("CSV", _csv_rows(text, separator), _csv_text)


def _csv_rows(text: str, separator: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, line = 0, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = FieldTooLong if "field larger" in str(error) else UnclosedQuote
            raise problem(row=number + 1) from error
        number += 1
        if reader.line_num - line > MAX_LINES_A_RECORD and number > 1:
            raise UnclosedQuote(row=number)
        line = reader.line_num
        yield row[:MAX_COLUMNS]


class _Tables(HTMLParser):
    """Collects the rows of every table of a page; merged cells keep their place in the grid."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.below: dict[int, int] = {}  # column → rows still covered from above
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.hidden += 1
        elif tag == "table":
            self.below = {}
        elif tag == "tr":
            self._close()
            self.rows.append([])
            self._skip_covered()
        elif tag in ("td", "th") and self.rows:
            self._close()
            self.cell = []
            spans = {name: _count(value) for name, value in attrs}
            self.span = (spans.get("colspan", 1), spans.get("rowspan", 1))
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.hidden:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is None:
            return
        row = self.rows[-1]
        text, (wide, high) = " ".join("".join(self.cell).split()), self.span
        self.cell = None
        if len(row) >= MAX_COLUMNS:
            return
        for column in range(len(row), min(len(row) + wide, MAX_COLUMNS)):
            if high > 1:
                self.below[column] = high - 1
            row.append(text)
            text = ""  # only the first cell of a merged block holds the text
        self._skip_covered()

    def _skip_covered(self) -> None:
        row = self.rows[-1]
        while self.below.get(len(row), 0) > 0 and len(row) < MAX_COLUMNS:
            self.below[len(row)] -= 1
            row.append("")


def _count(value: str | None) -> int:
    return min(int(value), MAX_COLUMNS) if value and value.isascii() and value.isdigit() else 1


def html_sheet(text: str) -> Sheet:
    """All tables of the page, one below the other, as a spreadsheet would open them."""
    page = _Tables()
    with refusing_damage():
        page.feed(text)
        page.close()
    page._close()
    if not any(any(row) for row in page.rows):
        raise WebPage
    return Sheet("HTML", iter(page.rows), plain)
