"""Excel workbooks as sheets of rows of text: .xlsx through openpyxl, real .xls through xlrd."""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import xlrd
from defusedxml import DefusedXmlException
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.xml.functions import DEFUSEDXML

from ui.imports.exceptions import Damaged, ImportRefused, Protected

# The widest known file (Dapodik) has 66 columns; whatever lies farther right is not read at all.
MAX_COLUMNS = 120
MAX_SHEET_ROWS = 1_048_576
log = logging.getLogger(__name__)

if not DEFUSEDXML:  # pragma: no cover - guards the installation, not a code path
    raise ImportError("openpyxl must find defusedxml: a file may come from anywhere")


@dataclass(frozen=True)
class Sheet:
    """Rows in order, first row is 1; `text` turns one raw cell into text. Blank rows are empty."""

    name: str
    rows: Iterator[Sequence[Any]]
    text: Callable[[Any], str]


def plain(value: Any) -> str:
    """A cell's value as the text a reader of the sheet would see; dates as ISO, no `.0` on numbers."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _xlsx_text(cell: Any) -> str:
    if cell is EMPTY_CELL:
        return ""
    text = plain(cell.value)
    # A formula stays one, whatever it would show: the file's own text for it starts with "=".
    return "=" + text.lstrip("=") if cell.data_type == "f" else text


def _xlsx_rows(worksheet: Any) -> Iterator[Sequence[Any]]:
    worksheet.reset_dimensions()  # the file's own claim about its size may be wrong
    last: Sequence[Any] = ()
    blank = True
    for number, row in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > MAX_SHEET_ROWS:
            raise Damaged
        if row is not last:  # the rows of a gap, up to a million, are one and the same object
            last, blank = row, all(cell is EMPTY_CELL for cell in row)
        yield () if blank else row


def guarded(rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows; a parser that stumbles halfway refuses the file."""
    while True:
        with refusing_damage():
            try:
                row = next(rows)
            except StopIteration:
                return
        yield row


def xlsx_sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of an .xlsx; rows are read as they are asked for."""
    with refusing_damage():
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    for worksheet in workbook.worksheets:
        yield Sheet(worksheet.title, guarded(_xlsx_rows(worksheet)), _xlsx_text)


def _xls_text(cell: Any) -> str:
    kind, value, mode = cell
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, mode).date().isoformat()
        except (ValueError, OverflowError):
            return plain(value)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    return plain(value)


def _xls_rows(worksheet: Any, mode: int) -> Iterator[Sequence[Any]]:
    for number in range(worksheet.nrows):
        kinds, values = (
            worksheet.row_types(number, 0, MAX_COLUMNS),
            worksheet.row_values(number, 0, MAX_COLUMNS),
        )
        yield [(kind, value, mode) for kind, value in zip(kinds, values, strict=True)]


def xls_sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a binary .xls (BIFF)."""
    with refusing_damage():
        # xlrd writes its doubts to a stream; cell values must not reach a log.
        workbook = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        sheets = workbook.sheets()
    for worksheet in sheets:
        yield Sheet(worksheet.name, guarded(_xls_rows(worksheet, workbook.datemode)), _xls_text)


class refusing_damage:  # noqa: N801 - reads as a phrase at its use
    """Whatever a parser trips over in a broken or hostile file becomes one sentence.

    The parsers raise almost anything (KeyError, struct.error, AssertionError…), hence the width. The
    log gets the class of the error only: its text may quote a cell.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or not isinstance(error, Exception) or isinstance(error, ImportRefused):
            return
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error).lower():
            raise Protected from error
        if not isinstance(error, DefusedXmlException):
            log.info("file refused: %s", type(error).__name__)
        raise Damaged from error
