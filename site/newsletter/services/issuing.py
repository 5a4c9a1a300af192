"""The worker's part: open the next issue, send what is due."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from newsletter import contents
from newsletter.mailing import ISSUE
from newsletter.models import Issue, Pace, Subscriber
from newsletter.models.issues import REACHES_BACK, next_due
from notices.services import tell
from notices.ways import To

log = logging.getLogger(__name__)


def open_issue(pace: str) -> Issue:
    """The issue that goes out next; made where there is none."""
    now = timezone.now()
    last = Issue.objects.at_pace(pace).sent().newest_first().first()
    since = last.sent_at if last and last.sent_at else now - REACHES_BACK[Pace(pace)]
    issue, _new = Issue.objects.get_or_create(
        pace=pace, sent_at=None, defaults={"since": since, "due_at": next_due(pace, now)}
    )
    return issue


def send_due() -> int:
    """Each pace on its own: a broken one does not hold up the other. Answers how many were told."""
    told = 0
    for pace in Pace:
        open_issue(pace)
        try:
            told += send_issue(pace)
        except Exception:
            log.exception("the issue that is due %s was not sent", pace)
    return told


@transaction.atomic
def send_issue(pace: str) -> int:
    """All receivers or none: their notices and the issue's end are one commit. Nothing new: it waits on."""
    now = timezone.now()
    issue = Issue.objects.at_pace(pace).due(now).for_writing().first()
    if issue is None:
        return 0
    found = contents.of(issue)
    if not found.news:
        _wait_for_news(issue, now)
        return 0
    receivers = Subscriber.objects.active().at_pace(pace).interested_in(found.categories).locked()
    addresses = [To(address=email) for email in receivers.values_list("email", flat=True)]
    told = tell(ISSUE, addresses, reference=issue.reference, data={"issue": issue.pk})
    issue.sent_at, issue.receivers, issue.lines = now, told, found.frozen()
    issue.save(update_fields=["sent_at", "receivers", "lines"])
    return told


def _wait_for_news(issue: Issue, now: dt.datetime) -> None:
    issue.due_at = next_due(issue.pace, now)
    issue.save(update_fields=["due_at"])
