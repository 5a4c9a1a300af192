"""Reading what people upload and writing what they open in a spreadsheet, without surprises."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import openpyxl
from django.http import HttpResponse
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What one cell of a workbook holds, in characters.
MAX_CELL = 32_767
# A spreadsheet may run a cell that begins with one of these; the wide forms are folded to them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# First bytes of files that are no text at all → what a person calls them.
BINARY_STARTS = (
    (b"PK\x03\x04", "Excel/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Excel/Word 97"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3", "SQLite"),
)


def binary_name(data: bytes) -> str:
    """What kind of non-text file this is by its first bytes, or "" if it may be text."""
    return next((name for start, name in BINARY_STARTS if data.startswith(start)), "")


def decode(data: bytes) -> str:
    """Text of a file of unknown encoding: by BOM, else UTF-8, else (line by line) cp1252. Never fails.

    Line by line, because files glued together from two machines are UTF-8 in part.
    """
    if data.startswith(codecs.BOM_UTF8):
        return decode(data[3:])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if (guess := _bare_utf16(data[:4096])) is not None:
        return data.decode(guess, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_decode_line(line) for line in data.splitlines(keepends=True))


def _bare_utf16(sample: bytes) -> str | None:
    """Every second byte is NUL: UTF-16 that lost its BOM."""
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 < len(sample) * 0.6:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def inert(value: object) -> str:
    """A cell no spreadsheet will run. Phone numbers (+62…) and plain negative numbers stay as they are."""
    text = "" if value is None else str(value)
    if not text.startswith(FORMULA_STARTS):
        return text
    bare = text[1:].replace(" ", "").replace("-", "")
    if text[0] in "+-" and bare.replace(".", "", 1).replace(",", "", 1).isdigit() and bare.isascii():
        return text
    return "'" + text


def active(text: str) -> str:
    """What `inert` was given: the apostrophe it put before a formula is taken off again."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text


def inert_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file (UTF-8 with BOM, so that Excel reads the accents) whose cells are all inert."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([inert(cell) for cell in header])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "replace")


def csv_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same file line by line, for as many rows as there are."""
    out = io.StringIO()
    writer = csv.writer(out)
    yield codecs.BOM_UTF8
    for row in itertools.chain([header], rows):
        writer.writerow([inert(cell) for cell in row])
        yield out.getvalue().encode("utf-8", "replace")
        out.seek(0)
        out.truncate()


def write_xlsx(target: Path | IO[bytes], header: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """A workbook of one sheet, written row by row. Text is always text: nothing in it is computed."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in itertools.chain([header], rows):
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    book.save(target)


def _xlsx_cell(sheet: Any, value: object) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MAX_CELL])
    cell.data_type = "s"
    return cell


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to save. Its name holds nothing about a person."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
