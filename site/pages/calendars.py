"""What happens when, as a page by months and as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from ui import structured

from . import happenings
from .happenings import Happening, Kind

PAST = dt.timedelta(days=60)  # people who subscribe late still see what has just been
LABELS: dict[Kind, str | Promise] = {
    Kind.EVENT: _("Events"),
    Kind.PROGRAMME: _("Reading programmes"),
    Kind.MOBILE_LIBRARY: _("Mobile library"),
    Kind.HOLIDAY: _("Holidays"),
}


@dataclass(frozen=True)
class Choice:
    """One kind of happening, how many lie ahead, and whether only these are shown."""

    label: str | Promise
    kind: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Month:
    first: dt.date
    happenings: list[Happening]


@dataclass(frozen=True)
class Ahead:
    """A year from today on; `kind` leaves the other kinds out, anything unknown leaves out none."""

    today: dt.date
    kind: str = ""

    @classmethod
    def read(cls, kind: str) -> Ahead:
        return cls(timezone.localdate(), kind if kind in [each.value for each in Kind] else "")

    def all(self) -> list[Happening]:
        return happenings.between(self.today, self.today + happenings.FAR)

    def of_kind(self, found: Iterable[Happening]) -> list[Happening]:
        return [each for each in found if self.kind in ("", each.kind)]

    def choices(self, found: list[Happening]) -> list[Choice]:
        """Those kinds of which there is something ahead; one alone is no choice."""
        counts = {kind: sum(each.kind == kind for each in found) for kind in LABELS}
        choices = [Choice(LABELS[k], k.value, n, k == self.kind) for k, n in counts.items() if n]
        return choices if len(choices) > 1 else []

    def months(self, found: list[Happening]) -> list[Month]:
        """By the month in which each begins; what has begun already stands in this one."""
        months = groupby(found, key=lambda each: max(each.first_day, self.today).replace(day=1))
        return [Month(first, list(each)) for first, each in months]


def as_structured(found: Iterable[Happening]) -> list[structured.Data]:
    """The events among them: a holiday is none."""
    return [
        structured.document(
            structured.event(
                name=each.title,
                url=each.url,
                starts=each.starts.isoformat(),
                ends=each.ends.isoformat(),
                place=each.place,
                summary=each.summary,
                cancelled=each.cancelled,
            )
        )
        for each in found
        if each.kind != Kind.HOLIDAY and each.place
    ]


def calendar_file(found: Iterable[Happening], *, name: str) -> bytes:
    """A calendar to subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{_host()}//Lumbung Baca//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT6H")
    for each in found:
        calendar.add_component(_entry(each))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(each: Happening) -> Event:
    entry = Event()
    entry.add("uid", f"{each.uid}@{_host()}")
    entry.add("dtstamp", each.changed_at or _midnight())
    entry.add("sequence", each.sequence)
    if each.changed_at:
        entry.add("last-modified", each.changed_at)
    entry.add("summary", each.title)
    entry.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    entry.add("categories", [str(LABELS[each.kind])])
    # A day that is only marked blocks nobody's time.
    entry.add("transp", "TRANSPARENT" if each.all_day else "OPAQUE")
    if each.all_day:
        entry.add("dtstart", each.first_day)
        entry.add("dtend", each.last_day + dt.timedelta(days=1))  # the first day after it
    else:
        entry.add("dtstart", _zoned(each.starts))
        entry.add("dtend", _zoned(each.ends))
    for field, value in (
        ("location", each.place),
        ("description", each.summary),
        ("url", structured.absolute(each.url)),
    ):
        if value:
            entry.add(field, value)
    return entry


def _zoned(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """In a named zone, so that a calendar knows when its clocks change."""
    named = not isinstance(moment, dt.datetime) or isinstance(moment.tzinfo, ZoneInfo)
    return moment if named else timezone.localtime(moment, ZoneInfo(settings.TIME_ZONE))  # type: ignore[arg-type]


def _midnight() -> dt.datetime:
    """The stamp of what states none: the same all day, so that an unchanged file stays the same file."""
    return dt.datetime.combine(timezone.now().date(), dt.time(), dt.UTC)


def _host() -> str:
    return urlsplit(settings.SITE_BASE_URL).hostname or "localhost"
