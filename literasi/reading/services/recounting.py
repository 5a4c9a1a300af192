"""Counting a programme anew after its rules changed: small ones at once, large ones by the worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from ..counting import Plan, count_anew
from ..counting.rules import audience_of
from ..models import Programme, ReadingLog, State

# Up to this many entries are counted while the page waits.
AT_ONCE = 1000
OVERDUE = dt.timedelta(minutes=10)


def ask_for_count(programmes: Iterable[Programme]) -> None:
    """Note that the programmes' standings are due, and have them counted once the transaction holds."""
    for programme in programmes:
        programme.count_due_at = timezone.now()
        programme.save(update_fields=["count_due_at"])
        transaction.on_commit(partial(count_soon, programme.pk), robust=True)


def count_soon(programme_id: int) -> None:
    from ..tasks import count_programme

    programme = Programme.objects.get(pk=programme_id)
    entries = ReadingLog.objects.filter(audience_of(Plan.of(programme)))
    if entries.order_by()[: AT_ONCE + 1].count() <= AT_ONCE:
        count_due(programme_id)
    else:
        count_programme(programme_id)


def count_due(programme_id: int) -> None:
    """Count it, if that is still due; rules changed meanwhile stay due."""
    due = Programme.objects.filter(pk=programme_id, count_due_at__isnull=False)
    asked = due.exclude(state=State.DRAFT).values_list("count_due_at", flat=True).first()
    if asked is None:
        return
    count_anew(programme_id)
    due.filter(count_due_at=asked).update(count_due_at=None)


def overdue_programmes() -> list[int]:
    """Started programmes whose count was asked for a while ago and never finished."""
    late = Programme.objects.counting().filter(count_due_at__lt=timezone.now() - OVERDUE)
    return list(late.values_list("pk", flat=True))
