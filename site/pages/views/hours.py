"""When the library is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models.schools import TimeZone
from pages import branding, structured
from pages.hours_in_words import exception_lines, usual_lines, week_lines
from ui import keeping


@require_safe
def opening_hours(request: HttpRequest) -> HttpResponse:
    """`/jam-buka/`: the coming days as they will be, the week as it usually is, and the days that differ."""
    schedule = branding.facts().schedule
    context: dict[str, Any] = {"schedule": schedule, "structured": structured.library()}
    if schedule:
        today = schedule.now(timezone.now()).date()
        context |= {
            "week": week_lines(schedule, today),
            "usual": usual_lines(schedule),
            "coming": exception_lines(schedule.coming(today)),
            "zone": TimeZone(schedule.zone).label,
        }
    return keeping.for_strangers(request, render(request, "pages/opening_hours.html", context))
