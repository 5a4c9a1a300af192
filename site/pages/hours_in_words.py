"""Opening hours as people say them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from .hours import Day, Different, Schedule, Span, State, clock, written


def sentence(state: State, here: dt.datetime) -> str:
    """`Buka sekarang · tutup pukul 16.00`, `Tutup · buka lagi Senin 07.00`. `here`: now, in the library."""
    if state.closes is not None:
        return _("Open now · closes at %(time)s") % {"time": clock(state.closes, _sign())}
    if state.opens is None:
        return _("Closed until further notice")
    days = (state.opens.date() - here.date()).days
    time = clock(state.opens.hour * 60 + state.opens.minute, _sign())
    if days == 0:
        return _("Closed · opens again at %(time)s") % {"time": time}
    if days == 1:
        return _("Closed · opens again tomorrow at %(time)s") % {"time": time}
    day = WEEKDAYS[state.opens.weekday()] if days < 7 else date_format(state.opens, "j F")
    return _("Closed · opens again on %(day)s at %(time)s") % {"day": day, "time": time}


def spans_in_words(spans: tuple[Span, ...]) -> str:
    return written(spans, _sign()) or pgettext("hours", "Closed")


def _sign() -> str:
    return ":" if get_language() == "en" else "."


@dataclass(frozen=True)
class Line:
    """One row of a table of hours."""

    name: str
    hours: str
    is_closed: bool
    is_today: bool = False
    note: str = ""


def week_lines(schedule: Schedule, today: dt.date) -> list[Line]:
    """Seven days from today on, as they will be: exceptions are in it, with their reason."""
    days = [schedule.on(today + dt.timedelta(days=n)) for n in range(7)]
    return [_line(day, day.date == today) for day in days]


def _line(day: Day, is_today: bool) -> Line:
    name = f"{WEEKDAYS[day.date.weekday()]}, {date_format(day.date, 'j F')}"
    return Line(name, spans_in_words(day.spans), not day.spans, is_today, day.reason)


def usual_lines(schedule: Schedule) -> list[Line]:
    """The week as it usually is, equal days in a row taken together: `Senin–Kamis`."""
    grouped = [(spans, [n for n, _spans in days]) for spans, days in _runs(schedule)]
    return [Line(_days(numbers), spans_in_words(spans), not spans) for spans, numbers in grouped]


def _runs(schedule: Schedule) -> list[tuple[tuple[Span, ...], list[tuple[int, tuple[Span, ...]]]]]:
    return [(spans, list(days)) for spans, days in groupby(enumerate(schedule.week), lambda day: day[1])]


def _days(numbers: list[int]) -> str:
    first, last = str(WEEKDAYS[numbers[0]]), str(WEEKDAYS[numbers[-1]])
    return first if len(numbers) == 1 else f"{first}–{last}"


def exception_lines(different: list[Different]) -> list[Line]:
    return [
        Line(
            range_in_words(each.first, each.last),
            spans_in_words(each.spans),
            not each.spans,
            note=each.reason,
        )
        for each in different
    ]


def range_in_words(first: dt.date, last: dt.date) -> str:
    """`Senin, 21 Desember 2026`; `21–24 Desember 2026`; `28 Desember 2026 – 2 Januari 2027`."""
    if first == last:
        return date_format(first, "l, j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    return f"{date_format(first, 'j F Y')} – {date_format(last, 'j F Y')}"
