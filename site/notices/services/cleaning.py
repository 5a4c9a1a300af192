"""Forgetting: nobody needs last year's reminders."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from notices import registry
from notices.models import Delivery, DeliveryState, Notice

AT_ONCE = 1000
A_WEEK = dt.timedelta(days=7)
UNFINISHED = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED)


def forget_old() -> int:
    """Delete notices older than NOTICES_KEEP_DAYS with their deliveries, a thousand at a time."""
    limit = timezone.now() - dt.timedelta(days=settings.NOTICES_KEEP_DAYS)
    gone = 0
    while ids := list(Notice.objects.filter(created_at__lt=limit).values_list("pk", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(notice__in=ids).delete()
        gone += Notice.objects.filter(pk__in=ids).delete()[0]
    return gone


def forget_addresses() -> int:
    """Delete what was told to bare addresses, of kinds that promise it: once it left, or after a week."""
    told = Notice.objects.filter(user=None, kind__in=registry.forgetting_slugs())
    unfinished = Exists(Delivery.objects.filter(notice=OuterRef("pk"), state__in=UNFINISHED))
    ids = list(
        told.filter(~unfinished | Q(created_at__lt=timezone.now() - A_WEEK)).values_list("pk", flat=True)
    )
    Delivery.objects.filter(notice__in=ids).delete()
    return Notice.objects.filter(pk__in=ids).delete()[0]
