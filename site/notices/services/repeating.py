"""Staff try again what failed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from audit.services import record
from notices.exceptions import NotFailed
from notices.models import Delivery, DeliveryState

from .telling import wake_the_worker

AGAIN = {"state": DeliveryState.WAITING, "attempts": 0, "error": "", "claimed_at": None}


@transaction.atomic
def try_again(delivery: Delivery, *, by: User) -> None:
    """Back into the line, with all its attempts. Raises NotFailed."""
    failed = Delivery.objects.failed().filter(pk=delivery.pk)
    if not failed.update(next_try_at=timezone.now(), **AGAIN):
        raise NotFailed
    record("delivery_retried", delivery, actor=by, school=delivery.notice.school)
    transaction.on_commit(wake_the_worker, robust=True)


@transaction.atomic
def try_all_again(school: School | None, *, by: User) -> int:
    """Every failed message of the school (None: of all), say after the mail server was away."""
    ids = list(Delivery.objects.failed().at(school).values_list("pk", flat=True))
    count = Delivery.objects.failed().filter(pk__in=ids).update(next_try_at=timezone.now(), **AGAIN)
    if count:
        record("deliveries_retried", school or by, actor=by, school=school, count=count)
        transaction.on_commit(wake_the_worker, robust=True)
    return count
