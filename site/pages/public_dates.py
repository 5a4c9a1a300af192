"""The dates that are public already: when reading programmes begin and end, and the country's holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.calendar import public_holidays
from literasi.reading.models import Programme

from .happenings import Happening, Kind


def programme_days(first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The first and the last day of every programme that has a public page."""
    of_these_days = Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))
    public = Programme.objects.public().filter(of_these_days).select_related("school")
    for programme in public.order_by("starts_on", "pk"):
        for edge, day, says in (
            ("mulai", programme.starts_on, _("%(name)s begins")),
            ("selesai", programme.ends_on, _("%(name)s ends")),
        ):
            if first <= day <= last:
                yield _edge(programme, edge, day, says % {"name": programme.name})


def _edge(programme: Programme, edge: str, day: dt.date, title: str) -> Happening:
    return Happening(
        title=title,
        url=reverse("programme", args=[programme.slug]),
        starts=day,
        ends=day,
        all_day=True,
        place=str(programme.school or _("The whole city")),
        summary=programme.purpose,
        uid=f"program-{programme.pk}-{edge}",
        kind=Kind.PROGRAMME,
    )


def holidays(first: dt.date, last: dt.date) -> Iterator[Happening]:
    """Public holidays and joint leave: no school meets on them."""
    for year in range(first.year, last.year + 1):
        for day, name in public_holidays(year).items():
            if first <= day <= last:
                yield Happening(
                    title=name,
                    url="",
                    starts=day,
                    ends=day,
                    all_day=True,
                    uid=f"libur-{day:%Y%m%d}",
                    kind=Kind.HOLIDAY,
                )
