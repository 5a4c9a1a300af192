"""How a letter's number is printed: `NNN/CODE/ROMAN MONTH/YEAR`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.models import School

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def printed(serial: int, code: str, day: dt.date) -> str:
    """`7, "STBP", 22 November 2026` → `007/STBP/XI/2026`."""
    return f"{serial:03d}/{code}/{MONTHS[day.month - 1]}/{day.year}"


def day_at(school: School | None) -> dt.date:
    """Today on the issuer's own calendar; it decides month and year of the number."""
    return school.today() if school else timezone.localdate()
