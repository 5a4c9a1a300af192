"""The mobile library: where it comes next, its whole schedule, and a calendar to subscribe to."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages import visits
from pages.blocks import StopBlock, stop_of

from .parts import PARENTS, SitePage

AHEAD = 42  # days of which each visit is named
MOST = 12


class MobileLibraryPage(SitePage):
    stops = StreamField([("stop", StopBlock())], blank=True, verbose_name=_("stops"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("stops"),
    ]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("schedule of a mobile library")
        verbose_name_plural = _("schedules of mobile libraries")

    @cached_property
    def schedule(self) -> tuple[visits.Stop, ...]:
        """The id of a block stays while its stop is edited: calendars know it by that."""
        return tuple(stop_of(f"{self.pk}-{block.id}", block.value) for block in self.stops)

    @property
    def text(self) -> str:
        return " ".join(f"{stop.place} {stop.village} {stop.note}" for stop in self.schedule)

    @property
    def sequence(self) -> int:
        """Grows with every publication, as calendars want it."""
        first, last = self.first_published_at, self.last_published_at
        return int((last - first).total_seconds()) if first and last else 0

    @property
    def calendar_path(self) -> str:
        return reverse("mobile_schedule", args=[(self.get_url() or "").strip("/")])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        places = visits.villages(self.schedule)
        chosen = request.GET.get("kelurahan", "")
        shown = [stop for stop in self.schedule if visits.slugify(stop.village) == chosen]
        stops = shown or self.schedule
        now = timezone.localtime(timezone=own_zone())
        coming = visits.coming(stops, now, AHEAD)[:MOST]
        return {
            **super().get_context(request, *args, **kwargs),
            "places": places,
            "chosen": chosen if shown else "",
            "shown_stops": sorted(stops, key=lambda stop: (stop.village, stop.place)),
            "coming": [(visit, visit.day_in_words(now.date())) for visit in coming],
            "subscribe": "webcal://" + settings.SITE_BASE_URL.partition("://")[2] + self.calendar_path,
        }


def own_zone() -> ZoneInfo:
    """The library's, as its opening hours state it."""
    from pages import branding

    schedule = branding.facts().schedule
    return ZoneInfo(schedule.zone if schedule else settings.TIME_ZONE)


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, own_zone())
