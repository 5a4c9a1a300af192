"""What the worker tidies at night: links nobody followed, addresses nothing reaches."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from newsletter.mailing import ISSUE
from newsletter.models import Subscriber
from notices.models import Delivery, DeliveryState, Reason

from .subscribing import forget

FAILURES = 3
# A server that is away says nothing about the address.
ABOUT_THE_ADDRESS = (Reason.REFUSED, Reason.OTHER)
AT_ONCE = 500


@transaction.atomic
def forget_unconfirmed() -> int:
    gone = list(Subscriber.objects.never_confirmed(timezone.now()).locked())
    for start in range(0, len(gone), AT_ONCE):
        forget(gone[start : start + AT_ONCE])
    return len(gone)


def pause_unreachable() -> int:
    """Three issues in a row that the address refused: no more until its owner takes it up again."""
    return sum(_pause(email) for email in _suspects())


def _suspects() -> list[str]:
    refused = Delivery.objects.failed().filter(notice__kind=ISSUE, error__in=ABOUT_THE_ADDRESS)
    often = refused.values("notice__address").annotate(n=Count("pk")).filter(n__gte=FAILURES)
    return list(often.values_list("notice__address", flat=True).order_by("notice__address"))


@transaction.atomic
def _pause(email: str) -> int:
    subscriber = Subscriber.objects.active().filter(email=email).locked().first()
    if subscriber is None:
        return 0
    sent = Q(state=DeliveryState.SENT) | Q(state=DeliveryState.FAILED, error__in=ABOUT_THE_ADDRESS)
    ended = Delivery.objects.filter(
        sent, notice__kind=ISSUE, notice__address=email, notice__created_at__gte=subscriber.confirmed_at
    )
    last = list(ended.order_by("-pk").values_list("state", flat=True)[:FAILURES])
    if last != [DeliveryState.FAILED] * FAILURES:
        return 0
    subscriber.paused_at = timezone.now()
    subscriber.save(update_fields=["paused_at"])
    return 1
