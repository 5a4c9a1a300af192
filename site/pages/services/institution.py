"""What is kept about the institution, from prepared data: the demo city, an import.

Editors keep the same rows in the CMS (Settings); both ways the same rules hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from pages.models import AlertBanner, HoursException, OpeningHours, SiteIdentity, SocialAccount


@transaction.atomic
def describe_institution(data: dict[str, Any]) -> SiteIdentity:
    """Name, tagline, colours, contact; `social`: a list of https addresses, which replaces the one there is.

    Raises ValidationError and then changes nothing.
    """
    row = SiteIdentity.objects.first() or SiteIdentity()
    for name, value in data.items():
        if name != "social":
            setattr(row, name, value)
    row.full_clean()
    row.save()
    if "social" in data:
        row.social_accounts.all().delete()
        for place, url in enumerate(data["social"]):
            account = SocialAccount(identity=row, url=url, sort_order=place)
            account.full_clean()
            account.save()
    return row


@transaction.atomic
def set_opening_hours(
    week: dict[str, str], exceptions: Iterable[dict[str, Any]] = (), **more: Any
) -> OpeningHours:
    """`week`: monday to sunday, as people write hours; `exceptions`: first, last, spans, reason.

    Days and exceptions that are not named are closed and gone. Raises ValidationError.
    """
    row = OpeningHours.objects.first() or OpeningHours()
    for name, value in {**dict.fromkeys(OpeningHours.WEEK, ""), **week, **more}.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    row.exceptions.all().delete()
    for place, each in enumerate(exceptions):
        exception = HoursException(opening=row, sort_order=place, **each)
        exception.full_clean()
        exception.save()
    return row


@transaction.atomic
def announce(text: str, **more: Any) -> AlertBanner:
    """The notice on every page; an empty text takes it away. Raises ValidationError."""
    row = AlertBanner.objects.first() or AlertBanner()
    blank = {field.name: field.get_default() for field in row._meta.concrete_fields if field.name != "id"}
    for name, value in {**blank, "text": text, **more}.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row
