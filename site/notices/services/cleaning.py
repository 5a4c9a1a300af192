"""Forgetting: nobody needs last year's reminders."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from notices.models import Delivery, Notice

AT_ONCE = 1000


def forget_old() -> int:
    """Delete notices older than NOTICES_KEEP_DAYS with their deliveries, a thousand at a time."""
    limit = timezone.now() - dt.timedelta(days=settings.NOTICES_KEEP_DAYS)
    gone = 0
    while ids := list(Notice.objects.filter(created_at__lt=limit).values_list("pk", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(notice__in=ids).delete()
        gone += Notice.objects.filter(pk__in=ids).delete()[0]
    return gone
