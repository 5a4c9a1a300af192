"""When a telephone may ring, and when digests go out: by the clock on the school's wall."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

QUIET_FROM, QUIET_UNTIL = dt.time(20), dt.time(6)
DIGEST_AT = dt.time(6, 30)


def after_quiet_hours(moment: dt.datetime, zone: str | None) -> dt.datetime:
    """The moment itself, or six in the morning if it falls between eight in the evening and then."""
    local = moment.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() + dt.timedelta(days=local.time() >= QUIET_FROM)
    return dt.datetime.combine(day, QUIET_UNTIL, tzinfo=local.tzinfo)


def next_digest(moment: dt.datetime, zone: str | None) -> dt.datetime:
    """The next morning's half past six."""
    local = moment.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    day = local.date() + dt.timedelta(days=local.time() >= DIGEST_AT)
    return dt.datetime.combine(day, DIGEST_AT, tzinfo=local.tzinfo)
