"""The journal on paper: one A4 page a pupil, with a code that leads back to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Classroom
from ui import codes, pdf

from .models import JournalSheet
from .services.sheets import school_days


def sheets_pdf(classroom: Classroom, sheets: list[JournalSheet], base_url: str) -> bytes:
    """`sheets` are of the same days."""
    return pdf.render("reading/journal_sheets.typ", _data(classroom, sheets, base_url.rstrip("/")))


def _data(classroom: Classroom, sheets: list[JournalSheet], base_url: str) -> dict[str, Any]:
    first, last = sheets[0].first_day, sheets[0].last_day
    days = school_days(classroom, first, last)
    return {
        "title": _("Reading journals of %(name)s") % {"name": classroom.name},
        "school": classroom.school.name,
        "classroom": classroom.name,
        "period": f"{_written(first)} – {_written(last)}",
        "days": [[date_format(day, "l"), date_format(day, "j M")] for day in days],
        "sheets": [
            {
                "name": sheet.reader.name,
                "number": str(sheet.pk),
                "qr": codes.qr_svg(base_url + reverse("enter_sheet", args=[sheet.token])),
            }
            for sheet in sheets
        ],
        "words": {
            "heading": _("Reading journal"),
            "name": _("Name"),
            "class": _("Class"),
            "number": _("Sheet no."),
            "day": _("Day"),
            "book": _("Title and author"),
            "pages": _("Pages from–to"),
            "minutes": _("Minutes"),
            "teacher": _("Teacher"),
            "parent": _("Parent"),
            "total": _("Total"),
            "qr": _("QR code of sheet"),
            "hint": _("Parents: scan the code to sign on a phone. Teachers: scan it to type the totals."),
        },
    }


def _written(day: dt.date) -> str:
    return date_format(day, "j F Y")
