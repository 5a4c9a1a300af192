"""Rows with problems as a file to mend and upload again: the six columns, the row and the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from .remarks import Remark
from .table import COLUMNS

# A spreadsheet would run a cell that starts with one of these, or with its full-width form.
ACTIVE = tuple("=+-@\t\r\n＝＋－＠")


def lines(problems: Iterable[dict[str, Any]]) -> list[list[str]]:
    header = [_("Row"), *COLUMNS, _("Column"), _("Reason")]
    return [header, *(_line(problem) for problem in problems)]


def _line(problem: dict[str, Any]) -> list[str]:
    remark = Remark(problem["code"], problem["column"], problem["values"])
    return [str(problem["row"]), *problem["cells"], remark.column, str(remark)]


def inert(text: str) -> str:
    """Text that stays text in a spreadsheet."""
    return f"'{text}" if text.startswith(ACTIVE) else text


def as_csv(problems: Iterable[dict[str, Any]]) -> bytes:
    """UTF-8 with BOM and semicolons, as Excel in Indonesia opens it."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([inert(cell) for cell in line] for line in lines(problems))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(problems: Iterable[dict[str, Any]]) -> bytes:
    """Every cell is written as text, so nothing is computed and no zero is lost."""
    book = openpyxl.Workbook()
    for number, line in enumerate(lines(problems), start=1):
        for place, text in enumerate(line, start=1):
            cell = book.active.cell(row=number, column=place)
            cell.value, cell.data_type = text, "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
