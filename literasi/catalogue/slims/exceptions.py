"""Why a whole SLiMS file is refused. Each class says its own sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ui.imports.exceptions import FileTooLarge as AnyFileTooLarge
from ui.imports.exceptions import ImportRefused


class SlimsRefused(ImportRefused):
    message = _("This file cannot be read as a SLiMS export.")


class FileMissing(SlimsRefused):
    message = _("The file “%(name)s” was not found or cannot be opened.")


class FileTooLarge(AnyFileTooLarge):
    message = _("The file is larger than %(limit)s MB. Export it from SLiMS in several parts.")


class EmptyFile(SlimsRefused):
    message = _("The file is empty. Export it from SLiMS again.")


class NotText(SlimsRefused):
    message = _(
        "This is a %(found)s file, not CSV. Choose the CSV file that SLiMS exports, or save it as CSV."
    )


class EmptyExport(SlimsRefused):
    message = _(
        "This is not the data but SLiMS's notice that there was nothing to export. "
        "Check the filter in SLiMS, then export again."
    )


class WebPage(SlimsRefused):
    message = _("This is a web page, not a CSV file. Export the data from SLiMS again.")


class MemberFile(SlimsRefused):
    message = _(
        "This is a SLiMS member file. Pupils come from the Dapodik roster; "
        "here only bibliography and item files are read."
    )


class OtherTable(SlimsRefused):
    message = _(
        "The columns are not those of SLiMS: a bibliography file has 18 columns, an item file 19, "
        "or the first row names them (for example title, authors, item_code)."
    )


class ColumnMissing(SlimsRefused):
    message = _("The first row names the columns, but this one is missing: %(column)s.")


class UnknownSchool(SlimsRefused):
    message = _("No school with NPSN %(npsn)s is known here. Add the school first, or check the number.")


class PlaceNameTooLong(SlimsRefused):
    message = _("The name of a place has at most %(limit)s characters.")
