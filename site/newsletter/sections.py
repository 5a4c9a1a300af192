"""What an issue shows below its news. A later part adds a section in `apps.ready()`:

    from newsletter.sections import Section, SectionLine, sections
    sections["happenings"] = coming_happenings      # coming_happenings(day) -> Section | None

It is asked once an issue, must not name a child, and links to pages anybody may open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.translation import gettext as _

from literasi.reading.models import Programme

MOST = 5


@dataclass(frozen=True)
class SectionLine:
    """One thing to look at; `path` begins with "/"."""

    title: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    heading: str
    lines: list[SectionLine]


sections: dict[str, Callable[[dt.date], Section | None]] = {}


def running_programmes(day: dt.date) -> Section | None:
    """The city's own with a public page, those that end first before the others."""
    found = Programme.objects.running().on(day).filter(is_public=True, school=None).order_by("ends_on", "pk")
    lines = [
        SectionLine(
            programme.name,
            reverse("programme", args=[programme.slug]),
            _("until %(day)s") % {"day": date(programme.ends_on, "j F Y")},
        )
        for programme in found[:MOST]
    ]
    return Section(_("Read along"), lines) if lines else None
