"""The intervals a programme is cut into. A period is known by its first day."""

from __future__ import annotations

import datetime as dt

from ..models import Interval
from ..weeks import monday_of
from .plans import Plan

ONE_DAY = dt.timedelta(days=1)


def period_of(plan: Plan, day: dt.date) -> dt.date:
    """The first day of the period that holds `day`; weeks and months keep their calendar's first day."""
    match plan.programme.interval:
        case Interval.DAY:
            return day
        case Interval.WEEK:
            return monday_of(day)
        case Interval.MONTH:
            return day.replace(day=1)
        case Interval.SEMESTER:
            return max([plan.programme.starts_on, *(start for start in plan.semesters if start <= day)])
    return plan.programme.starts_on


def days_in(plan: Plan, period: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day that count in the period, both inside the programme."""
    programme = plan.programme
    match programme.interval:
        case Interval.DAY:
            last = period
        case Interval.WEEK:
            last = period + dt.timedelta(days=6)
        case Interval.MONTH:
            last = (period.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - ONE_DAY
        case Interval.SEMESTER:
            later = [start - ONE_DAY for start in plan.semesters if start > period]
            last = min([programme.ends_on, *later])
        case _:
            last = programme.ends_on
    return max(period, programme.starts_on), min(last, programme.ends_on)
