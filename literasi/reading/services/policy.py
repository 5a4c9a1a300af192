"""A school's own limits, and the days it accepts."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format

from accounts.models import School, User
from audit.services import record

from .. import exceptions as broken
from ..models import ReadingPolicy
from .draft import Draft

LIMITS = (
    "minutes_per_entry",
    "minutes_per_day",
    "pages_per_entry",
    "pages_per_day",
    "entries_per_day",
    "days_back",
)
SETTINGS = (*LIMITS, "individual_boards")


def policy_of(school: School) -> ReadingPolicy:
    """The school's limits; the first question makes the row with the defaults."""
    return ReadingPolicy.objects.get_or_create(school=school)[0]


@transaction.atomic
def set_policy(school: School, *, by: User, **limits: int) -> ReadingPolicy:
    """Change limits, and whether boards may show single readers; what is already logged stays."""
    policy = policy_of(school)
    for name in SETTINGS:
        setattr(policy, name, limits.get(name, getattr(policy, name)))
    policy.full_clean()
    policy.save()
    record("set_reading_policy", school, actor=by, school=school, **limits)
    return policy


def check_day(draft: Draft, school: School, policy: ReadingPolicy) -> None:
    """Refuse dates that have not come in the school's own time zone, or are too long ago."""
    today = school.today()
    if draft.read_on > today:
        raise broken.InTheFuture(day=_written(draft.read_on), today=_written(today))
    first = today - dt.timedelta(days=policy.days_back)
    if draft.read_on < first:
        raise broken.TooLongAgo(limit=policy.days_back, first=_written(first))


def _written(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
