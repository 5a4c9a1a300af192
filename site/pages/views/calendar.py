"""`/kalender/` and the file to subscribe to."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages import calendars, happenings
from pages.calendars import PAST, Ahead
from ui import keeping
from ui.branding import site_name

from .machines import unchanged_or


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What lies ahead, month by month; `?jenis=` shows one kind only."""
    ahead = Ahead.read(request.GET.get("jenis", ""))
    found = ahead.all()
    shown = ahead.of_kind(found)
    file = f"{reverse('calendar_file')}{f'?jenis={ahead.kind}' if ahead.kind else ''}"
    context = {
        "ahead": ahead,
        "choices": ahead.choices(found),
        "months": ahead.months(shown),
        "structured": calendars.as_structured(shown),
        "file": file,
        "subscribe": "webcal://" + settings.SITE_BASE_URL.partition("://")[2] + file,
    }
    return keeping.for_strangers(request, render(request, "pages/calendar.html", context))


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """iCalendar from two months back to a year ahead; `?jenis=` as on the page."""
    ahead = Ahead.read(request.GET.get("jenis", ""))
    today = timezone.localdate()
    found = ahead.of_kind(happenings.between(today - PAST, today + happenings.FAR))
    name = f"{_('Calendar')} · {site_name()}"
    file = calendars.calendar_file(found, name=name)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="kalender.ics"'
    return unchanged_or(request, keeping.for_strangers(request, response))
