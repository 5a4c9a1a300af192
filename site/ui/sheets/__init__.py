"""Tables out of whatever people upload: .xlsx, .xls, HTML that calls itself .xls, CSV of any dialect.

Nothing is believed but the bytes; what is too large, protected, broken or of another kind is refused
with one sentence (ui.imports.exceptions).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .sniffing import MAX_BYTES, FileKind, kind_of
from .texts import csv_sheet, decode, html_sheet, separators_of
from .workbooks import Sheet, xls_sheets, xlsx_sheets

__all__ = ["MAX_BYTES", "TABLE_FILES", "Sheet", "readings"]
# What a file dialogue offers.
TABLE_FILES = ".xlsx,.xls,.csv,.txt,.htm,.html"


def readings(data: bytes) -> Iterator[Iterable[Sheet]]:
    """The ways to read the file, the likeliest first; each is the file's sheets.

    Only CSV has several, one for each separator it may have: take the first that makes sense.
    """
    kind = kind_of(data)
    if kind == FileKind.CSV:
        text = decode(data)
        for separator in separators_of(text):
            yield [csv_sheet(text, separator)]
    elif kind == FileKind.HTML:
        yield [html_sheet(decode(data))]
    else:
        yield xlsx_sheets(data) if kind == FileKind.XLSX else xls_sheets(data)
