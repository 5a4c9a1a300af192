"""Visits of the mobile library among the public dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ui.keeping import remember

from . import visits
from .happenings import Happening, Kind
from .languages import in_main_language
from .models.mobile import MobileLibraryPage, moment

NEAR = dt.timedelta(days=28)  # further ahead, weekly visits would bury everything else


def near_visits(first: dt.date, last: dt.date) -> Iterator[Happening]:
    """For the calendar of everything; the page's own calendar goes a year ahead."""
    last = min(last, timezone.localdate() + NEAR)
    for schedule in remember("mobile-libraries", _schedules):
        yield from happenings_of(schedule, first, last)


@dataclass(frozen=True)
class Schedule:
    """What a page says, as it may be kept."""

    stops: tuple[visits.Stop, ...]
    url: str
    sequence: int
    changed_at: dt.datetime | None

    @classmethod
    def of(cls, page: MobileLibraryPage) -> Schedule:
        return cls(page.schedule, page.get_url() or "", page.sequence, page.last_published_at)


def _schedules() -> list[Schedule]:
    return [Schedule.of(page) for page in in_main_language(MobileLibraryPage.objects.live())]


def happenings_of(schedule: Schedule, first: dt.date, last: dt.date) -> list[Happening]:
    return [_happening(schedule, visit) for visit in visits.visits(schedule.stops, first, last)]


def _happening(schedule: Schedule, visit: visits.Visit) -> Happening:
    stop = visit.stop
    said = [visit.reason or "", stop.who and _("Who may borrow: %(who)s") % {"who": stop.who}, stop.note]
    return Happening(
        title=_("Mobile library: %(place)s") % {"place": stop.place},
        url=schedule.url,
        starts=moment(visit.day, stop.starts),
        ends=moment(visit.day, stop.ends),
        place=f"{stop.place}, {stop.village}",
        summary=" · ".join(part for part in said if part),
        uid=visit.uid,
        cancelled=visit.is_cancelled,
        kind=Kind.MOBILE_LIBRARY,
        sequence=schedule.sequence,
        changed_at=schedule.changed_at,
    )
