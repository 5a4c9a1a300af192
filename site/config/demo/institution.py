"""Whose site it is: contact, hours with exceptions, a notice. Numbers and hosts are reserved for fiction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from pages.services import announce, describe_institution, publish_mobile_library, set_opening_hours

from . import read

RELATIVE = ("weekday", "weeks", "more_weeks", "off")


def load_institution() -> None:
    data = read("institution.json")
    describe_institution(data["identity"])
    set_opening_hours(data["week"], [_exception(each) for each in data["exceptions"]])
    announce(**data["notice"])
    _load_mobile_library()


def _load_mobile_library() -> None:
    page = read("mobile_library.json")
    stops = [_stop(each) for each in page["stops"]]
    publish_mobile_library({**page, "stops": stops}, timezone.now() - dt.timedelta(days=60))


def _stop(each: dict[str, Any]) -> dict[str, Any]:
    """Weekday and week of the month become dates around today; `off` is a visit ahead that is called off."""
    monday = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday())
    first = monday + dt.timedelta(days=each["weekday"], weeks=each["weeks"])
    rest = {name: value for name, value in each.items() if name not in RELATIVE}
    off = each.get("off")
    day = first + dt.timedelta(weeks=off["in_weeks"] - each["weeks"]) if off else None
    return {
        **rest,
        "first": first,
        "more": [first + dt.timedelta(weeks=weeks) for weeks in each.get("more_weeks", [])],
        "cancelled": [{"date": day, "reason": off["reason"]}] if off else [],
    }


def _exception(each: dict[str, Any]) -> dict[str, Any]:
    first = timezone.localdate() + dt.timedelta(days=each["in_days"])
    last = first + dt.timedelta(days=each["days"] - 1)
    return {"first": first, "last": last, "spans": each["spans"], "reason": each["reason"]}
