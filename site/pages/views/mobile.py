"""The mobile library's schedule as a calendar to subscribe to."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages import calendars, happenings
from pages.mobile_dates import Schedule, happenings_of
from pages.models import MobileLibraryPage
from ui import keeping
from ui.branding import site_name

from .machines import unchanged_or


@require_safe
def mobile_schedule(request: HttpRequest, way: str) -> HttpResponse:
    """`<page>/jadwal.ics`: every visit from two months back to a year ahead, the called off too."""
    page = page_at(way)
    today = timezone.localdate()
    found = happenings_of(Schedule.of(page), today - calendars.PAST, today + happenings.FAR)
    file = calendars.calendar_file(found, name=f"{page.title} · {site_name()}")
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    return unchanged_or(request, keeping.for_strangers(request, response))


def page_at(way: str) -> MobileLibraryPage:
    for page in MobileLibraryPage.objects.live().filter(slug=way.rpartition("/")[2]):
        if urlsplit(page.get_url() or "").path == f"/{way}/":
            return page
    raise Http404
