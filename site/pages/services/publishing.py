"""Publishing and withdrawing what an editor scheduled."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from pages import telling
from pages.exceptions import UnfitToPublish

logger = logging.getLogger(__name__)


@dataclass
class Due:
    published: int = 0
    expired: int = 0
    held: int = 0
    failed: int = 0


def publish_due() -> Due:
    """Withdraw expired pages, then publish revisions whose time has come.

    Wagtail's own command stops at the first page that fails; here each page is its own transaction, so
    one cannot hold up the others, and a run that is killed leaves the rest to the next one. A page that
    is unfit when its time comes is held: its schedule ends, and whoever set it is told why.
    """
    now = timezone.now()
    done = Due()
    for page_id in Page.objects.filter(live=True, expire_at__lt=now).values_list("pk", flat=True):
        done.expired += _isolated(_expire, page_id, now, done)
    due = Revision.objects.page_revisions().filter(approved_go_live_at__lt=now)
    for revision_id in due.order_by("approved_go_live_at").values_list("pk", flat=True):
        done.published += _isolated(_publish, revision_id, now, done)
    return done


def _isolated(verb: Callable[[int, dt.datetime], int], row_id: int, now: dt.datetime, done: Due) -> int:
    try:
        with transaction.atomic():
            return verb(row_id, now)
    except UnfitToPublish as unfit:
        done.held += 1
        _hold(row_id, unfit)
    except Exception:
        done.failed += 1
        logger.exception("scheduled change of row %s failed", row_id)
    return 0


def _expire(page_id: int, now: dt.datetime) -> int:
    page = Page.objects.select_for_update().filter(pk=page_id, live=True, expire_at__lt=now).first()
    if page is None:
        return 0
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


def _publish(revision_id: int, now: dt.datetime) -> int:
    revision = (
        Revision.objects.select_for_update().filter(pk=revision_id, approved_go_live_at__lt=now).first()
    )
    if revision is None:
        return 0
    revision.publish(log_action="wagtail.publish.scheduled")
    return 1


@transaction.atomic
def _hold(revision_id: int, unfit: UnfitToPublish) -> None:
    revision = Revision.objects.select_for_update().filter(pk=revision_id).first()
    if revision is None or revision.approved_go_live_at is None:
        return
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    telling.tell_held(revision, unfit)
