"""Numbers for editors; never an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from notices.models import Delivery, DeliveryState

from . import contents, services
from .mailing import ISSUE
from .models import Issue, Pace, Subscriber

EARLIER = 10


@dataclass(frozen=True)
class Next:
    """The open issue of a pace, as editors look at it."""

    issue: Issue
    contents: contents.Contents
    subscribers: int


@dataclass(frozen=True)
class Earlier:
    issue: Issue
    news: int
    waiting: int
    failed: int


def next_issues() -> list[Next]:
    readers = dict(Subscriber.objects.active().values_list("pace").annotate(n=Count("pk")).order_by("pace"))
    issues = [services.open_issue(pace) for pace in Pace]
    return [Next(issue, contents.of(issue), readers.get(issue.pace, 0)) for issue in issues]


def subscriber_counts() -> dict[str, int]:
    return Subscriber.objects.aggregate(
        active=Count("pk", filter=Q(confirmed_at__isnull=False, paused_at__isnull=True)),
        paused=Count("pk", filter=Q(paused_at__isnull=False)),
        waiting=Count("pk", filter=Q(confirmed_at__isnull=True)),
    )


def earlier_issues() -> list[Earlier]:
    issues = list(Issue.objects.sent().newest_first()[:EARLIER])
    mine = Delivery.objects.filter(
        notice__kind=ISSUE, notice__user=None, notice__reference__in=[issue.reference for issue in issues]
    )
    rows = mine.values_list("notice__reference", "state").annotate(n=Count("pk")).order_by()
    found = {(reference, state): n for reference, state, n in rows}
    state = DeliveryState
    return [
        Earlier(
            issue,
            len(contents.thawed(issue.lines).news),
            sum(found.get((issue.reference, one), 0) for one in (state.WAITING, state.SENDING)),
            found.get((issue.reference, state.FAILED), 0),
        )
        for issue in issues
    ]
