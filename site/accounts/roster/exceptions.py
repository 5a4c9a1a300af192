"""Why a whole roster file is refused. Each class says its own sentence."""

from django.utils.translation import gettext_lazy as _

from ui.imports import exceptions as imports


class RosterRefused(imports.ImportRefused):
    message = _("This file cannot be read as a pupil roster.")


class EmptyFile(imports.EmptyFile):
    message = _("The file is empty. Download the roster from Dapodik again.")


class FileMissing(RosterRefused):
    message = _("The file was not found or cannot be opened.")


class FileTooLarge(imports.FileTooLarge):
    message = _("The file is larger than %(limit)s MB. A roster of one school is much smaller.")


class TooManyRows(imports.TooManyRows):
    message = _("The file has more than %(limit)s rows. Upload the roster of one school only.")


class OtherFormat(imports.OtherFormat):
    message = _("This is %(found)s, not a roster. Upload the Excel (.xlsx, .xls) or CSV file of Dapodik.")


class WebPage(imports.WebPage):
    message = _(
        "The file is a web page without a table, perhaps a notice of Dapodik. Download the roster again."
    )


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


OWN_WORDS: dict[type[imports.ImportRefused], type[imports.ImportRefused]] = {
    imports.EmptyFile: EmptyFile,
    imports.FileTooLarge: FileTooLarge,
    imports.OtherFormat: OtherFormat,
    imports.WebPage: WebPage,
}


def in_own_words(refused: imports.ImportRefused) -> imports.ImportRefused:
    """What is wrong with any table, said of a roster."""
    return OWN_WORDS.get(type(refused), type(refused))(**refused.values)
