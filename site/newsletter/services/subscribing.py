"""An address asks, confirms, changes its mind and leaves."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from newsletter.exceptions import LinkOver
from newsletter.mailing import ISSUE, LINK
from newsletter.models import Subscriber
from notices.models import Delivery, Notice
from notices.services import tell
from pages.models import NewsCategory


@transaction.atomic
def ask(email: str, *, pace: str, categories: Iterable[NewsCategory] = ()) -> None:
    """Mail a link to the address. Whether it is known changes nothing that the asker could see.

    A confirmed subscription stays as it is: only its own link changes it.
    """
    address = email.strip().lower()
    known, _new = Subscriber.objects.get_or_create(email=address, defaults={"pace": pace})
    subscriber = Subscriber.objects.filter(pk=known.pk).locked().first()
    if subscriber is None:
        return  # left in this very moment
    if not subscriber.is_confirmed:
        subscriber.pace, subscriber.asked_at = pace, timezone.now()
        subscriber.save(update_fields=["pace", "asked_at"])
        subscriber.categories.set(categories)
    tell(LINK, [address], reference=uuid.uuid4().hex)


@transaction.atomic
def confirm(token: str) -> Subscriber:
    """Confirming twice is confirming once. Raises LinkOver."""
    subscriber = _locked(token)
    if not subscriber.is_confirmed:
        subscriber.confirmed_at = timezone.now()
        subscriber.save(update_fields=["confirmed_at"])
    return subscriber


@transaction.atomic
def change(token: str, *, pace: str, categories: Iterable[NewsCategory] = ()) -> Subscriber:
    """Also takes a paused subscription up again. Raises LinkOver."""
    subscriber = _locked(token)
    subscriber.pace = pace
    if subscriber.paused_at:
        subscriber.paused_at, subscriber.confirmed_at = None, timezone.now()
    subscriber.save(update_fields=["pace", "paused_at", "confirmed_at"])
    subscriber.categories.set(categories)
    return subscriber


@transaction.atomic
def leave(token: str) -> None:
    """Delete the subscription and every message to it; leaving twice is leaving once."""
    gone = list(Subscriber.objects.filter(token=token).locked())
    forget(gone)


def forget(subscribers: Collection[Subscriber]) -> None:
    """Nothing of the addresses stays: neither here nor in the outbox."""
    letters = Notice.objects.filter(
        kind__in=(LINK, ISSUE), user=None, address__in=[one.email for one in subscribers]
    )
    Delivery.objects.filter(notice__in=letters).delete()
    letters.delete()
    Subscriber.objects.filter(pk__in=[one.pk for one in subscribers]).delete()


def _locked(token: str) -> Subscriber:
    subscriber = Subscriber.objects.filter(token=token).locked().first()
    if subscriber is None or subscriber.is_over(timezone.now()):
        raise LinkOver
    return subscriber
