"""Why a file is refused or not loaded. Each class says its own sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class ImportRefused(Exception):
    """The file, or the way it is meant to be used, cannot be accepted. Nothing was changed."""

    message = _("This file cannot be read.")

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values


class FileGone(ImportRefused):
    message = _("The uploaded file is no longer here. Upload it again.")


class Busy(ImportRefused):
    message = _("Something else was changing the same data. Nothing was loaded; please try again.")


class BrokenOff(ImportRefused):
    message = _("The work was broken off several times and nothing was loaded. Try it with a smaller file.")


class EmptyFile(ImportRefused):
    message = _("The file is empty.")


class FileTooLarge(ImportRefused):
    message = _("The file is larger than %(limit)s MB.")


class UnpacksTooLarge(ImportRefused):
    message = _("The workbook unpacks to an unreasonable size and was not opened.")


class OtherFormat(ImportRefused):
    message = _("This is %(found)s. Upload an Excel (.xlsx, .xls) or CSV file.")


class Protected(ImportRefused):
    message = _("The workbook is protected by a password. Save it without a password, then upload it again.")


class Damaged(ImportRefused):
    message = _("The file is damaged or incomplete. Open it in Excel, save it again, then upload it.")


class WebPage(ImportRefused):
    message = _("The file is a web page without a table. Download it again.")


class UnclosedQuote(ImportRefused):
    message = _("A quotation mark in the CSV file is not closed, or stands wrong, near row %(row)s.")


class FieldTooLong(ImportRefused):
    message = _("A cell in row %(row)s of the CSV file is far too long.")


class TooManyRows(ImportRefused):
    message = _("The file has more than %(limit)s rows. Split it into smaller files.")


class NoHeader(ImportRefused):
    message = _("No header row was found. The file must have a row with these columns: %(columns)s.")


class ColumnsMissing(ImportRefused):
    message = _("Row %(row)s looks like the header, but this column is missing: %(columns)s.")


class NoRows(ImportRefused):
    message = _("The file has a header but no row below it.")
