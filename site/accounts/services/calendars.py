"""A school's own calendar: its days of the week, and the days it closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.exceptions import HolidayBackwards, HolidayTooLong, HolidayUnlikely, NoSchoolDays, OutOfScope
from accounts.models import School, SchoolHoliday, User
from accounts.permissions import manages_school
from accounts.registry import witness

LONGEST = dt.timedelta(days=120)
YEARS = range(2000, 2100)


@transaction.atomic
def set_school_days(school: School, days: Iterable[int], *, actor: User) -> None:
    """The days of the week on which lessons are held, 1 for Monday to 7 for Sunday."""
    locked = _lock(school, actor)
    chosen = "".join(str(day) for day in sorted({int(day) for day in days}))
    if not chosen:
        raise NoSchoolDays
    if chosen == locked.week_days:
        return
    locked.week_days = chosen
    locked.save(update_fields=["week_days"])
    witness("school_days_set", locked, actor=actor, school=locked, days=chosen)


@transaction.atomic
def add_holiday(
    school: School, *, starts_on: dt.date, ends_on: dt.date, name: str, actor: User
) -> SchoolHoliday:
    """Days without lessons; the same holiday entered twice is one."""
    locked = _lock(school, actor)
    if ends_on < starts_on:
        raise HolidayBackwards
    if ends_on - starts_on >= LONGEST:
        raise HolidayTooLong(days=LONGEST.days)
    if starts_on.year not in YEARS:
        raise HolidayUnlikely
    holiday, is_new = SchoolHoliday.objects.get_or_create(
        school=locked, starts_on=starts_on, ends_on=ends_on, name=name.strip()
    )
    if is_new:
        span = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
        witness("holiday_added", holiday, actor=actor, school=locked, **span)
    return holiday


@transaction.atomic
def delete_holiday(holiday: SchoolHoliday, *, actor: User) -> None:
    """Lessons are held again on these days; a holiday that is gone already stays gone."""
    locked = _lock(holiday.school, actor)
    current = SchoolHoliday.objects.of(locked).filter(pk=holiday.pk).first()
    if current is None:
        return
    span = {"starts_on": current.starts_on.isoformat(), "ends_on": current.ends_on.isoformat()}
    witness("holiday_deleted", current, actor=actor, school=locked, **span)
    current.delete()


def _lock(school: School, actor: User) -> School:
    """Changes to one school's calendar queue here."""
    if not manages_school(actor, school):
        raise OutOfScope
    return School.objects.select_for_update(no_key=True).get(pk=school.pk)
