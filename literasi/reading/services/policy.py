"""A school's limits, and the check of a draft against them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils.formats import date_format

from accounts.models import School, User
from audit.services import record

from .. import exceptions as broken
from ..models import DailyTotal, ReadingLog, ReadingPolicy
from .draft import Draft

LIMITS = (
    "minutes_per_entry",
    "minutes_per_day",
    "pages_per_entry",
    "pages_per_day",
    "entries_per_day",
    "days_back",
)


def policy_of(school: School) -> ReadingPolicy:
    """The school's limits; the first question makes the row with the defaults."""
    return ReadingPolicy.objects.get_or_create(school=school)[0]


@transaction.atomic
def set_policy(school: School, *, by: User, **limits: int) -> ReadingPolicy:
    """Change limits; what is already logged stays."""
    policy = policy_of(school)
    for name in LIMITS:
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


def check_amounts(draft: Draft, policy: ReadingPolicy) -> None:
    """Refuse an entry that holds nothing, or more than one sitting can."""
    if draft.minutes <= 0 and draft.pages <= 0:
        raise broken.NothingRead
    if draft.minutes > policy.minutes_per_entry:
        raise broken.TooManyMinutes(asked=draft.minutes, limit=policy.minutes_per_entry)
    if draft.pages > policy.pages_per_entry:
        raise broken.TooManyPages(asked=draft.pages, limit=policy.pages_per_entry)


def check_room(reader: User, draft: Draft, policy: ReadingPolicy, *, instead_of: ReadingLog | None) -> None:
    """Refuse what the day no longer holds. Holds only under the lock of the reader's journal."""
    used = _used(reader, draft.read_on, instead_of)
    if used["entries"] + 1 > policy.entries_per_day:
        raise broken.DayFullOfEntries(limit=policy.entries_per_day)
    if used["minutes"] + draft.minutes > policy.minutes_per_day:
        raise broken.DayFullOfMinutes(limit=policy.minutes_per_day, used=used["minutes"])
    if used["pages"] + draft.pages > policy.pages_per_day:
        raise broken.DayFullOfPages(limit=policy.pages_per_day, used=used["pages"])


def _used(reader: User, day: dt.date, instead_of: ReadingLog | None) -> dict[str, int]:
    sums = (
        DailyTotal.objects.of(reader)
        .on(day)
        .aggregate(entries=Sum("entries"), minutes=Sum("minutes"), pages=Sum("pages"))
    )
    used = {name: amount or 0 for name, amount in sums.items()}
    if instead_of and instead_of.read_on == day and not instead_of.is_returned:
        used["entries"] -= 1
        used["minutes"] -= instead_of.minutes
        used["pages"] -= instead_of.pages
    return used


def _written(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
