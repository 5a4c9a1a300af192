"""Why a whole roster file is refused. Each class says its own sentence."""

from django.utils.translation import gettext_lazy as _

from ui.imports.exceptions import ImportRefused


class RosterRefused(ImportRefused):
    message = _("This file cannot be read as a pupil roster.")


class EmptyFile(RosterRefused):
    message = _("The file is empty. Download the roster from Dapodik again.")


class FileMissing(RosterRefused):
    message = _("The file was not found or cannot be opened.")


class FileTooLarge(RosterRefused):
    message = _("The file is larger than %(limit)s MB. A roster of one school is much smaller.")


class UnpacksTooLarge(RosterRefused):
    message = _("The workbook unpacks to an unreasonable size and was not opened.")


class TooManyRows(RosterRefused):
    message = _("The file has more than %(limit)s rows. Upload the roster of one school only.")


class OtherFormat(RosterRefused):
    message = _("This is %(found)s, not a roster. Upload the Excel (.xlsx, .xls) or CSV file of Dapodik.")


class Protected(RosterRefused):
    message = _("The workbook is protected by a password. Save it without a password, then upload it again.")


class Damaged(RosterRefused):
    message = _("The file is damaged or incomplete. Open it in Excel, save it again, then upload it.")


class WebPage(RosterRefused):
    message = _(
        "The file is a web page without a table, perhaps a notice of Dapodik. Download the roster again."
    )


class UnclosedQuote(RosterRefused):
    message = _("A quotation mark in the CSV file is not closed, or stands wrong, near row %(row)s.")


class FieldTooLong(RosterRefused):
    message = _("A cell in row %(row)s of the CSV file is far too long.")


class NoHeader(RosterRefused):
    message = _(
        "No header row was found. "
        "The file must have a row with the columns Nama, NIPD, NISN and Rombel Saat Ini."
    )


class MissingColumns(RosterRefused):
    message = _("Row %(row)s looks like the header, but this column is missing: %(columns)s.")


class SeveralTables(RosterRefused):
    message = _(
        "More than one sheet holds pupils (%(sheets)s). Put all pupils in one sheet, then upload it again."
    )


class BadYear(RosterRefused):
    message = _("“%(year)s” is not an academic year. Write it as 2026/2027.")


class BadNpsn(RosterRefused):
    message = _("“%(npsn)s” is not an NPSN. An NPSN has 8 digits.")


class SchoolNameNeeded(RosterRefused):
    message = _(
        "No school with this NPSN is known yet and the file has no title rows with its name. "
        "Give the name with --school-name."
    )


class YearIsPast(RosterRefused):
    message = _(
        "The pupils of this school already sit in classes of %(current)s. "
        "A roster of %(year)s would send them back and was not loaded."
    )


class NobodyInFile(RosterRefused):
    message = _("The file holds no pupils, so nobody can be marked as having left because of it.")
