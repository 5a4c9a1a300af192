"""Whose site it is: contact, hours with exceptions, a notice. Numbers and hosts are reserved for fiction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from pages.services import announce, describe_institution, set_opening_hours

from . import read


def load_institution() -> None:
    data = read("institution.json")
    describe_institution(data["identity"])
    set_opening_hours(data["week"], [_exception(each) for each in data["exceptions"]])
    announce(**data["notice"])


def _exception(each: dict[str, Any]) -> dict[str, Any]:
    first = timezone.localdate() + dt.timedelta(days=each["in_days"])
    last = first + dt.timedelta(days=each["days"] - 1)
    return {"first": first, "last": last, "spans": each["spans"], "reason": each["reason"]}
