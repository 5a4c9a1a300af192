"""What an issue shows below its news. A later part adds a section in `apps.ready()`:

    from newsletter.sections import Section, SectionLine, sections
    sections["wishes"] = wished_books      # wished_books(day) -> Section | None

What happens when needs none: whatever `pages.happenings` lists for the coming weeks stands here already.

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
from pages import happenings
from pages.happenings import Happening, Kind
from ui.structured import absolute

MOST = 5
AHEAD = dt.timedelta(days=35)  # the next monthly issue tells the rest


@dataclass(frozen=True)
class SectionLine:
    """One thing to look at; `path` begins with "/", or is a whole address elsewhere."""

    title: str
    path: str
    note: str = ""

    @property
    def url(self) -> str:
        return absolute(self.path)


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


def coming_happenings(day: dt.date) -> Section | None:
    """Whatever people can go to in the next weeks; programmes have a section of their own."""
    found = happenings.coming(MOST, without=(Kind.HOLIDAY, Kind.PROGRAMME), today=day)
    lines = [
        SectionLine(each.title, each.url, _note(each)) for each in found if each.first_day <= day + AHEAD
    ]
    return Section(_("Come along"), lines) if lines else None


def _note(each: Happening) -> str:
    return ", ".join(part for part in (date(each.first_day, "l, j F Y"), each.place) if part)
