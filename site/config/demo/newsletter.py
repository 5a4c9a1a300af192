"""Readers of the newsletter, on addresses that reach nobody (RFC 2606), and one issue on its way to them."""

from __future__ import annotations

from django.utils import timezone

from newsletter.models import Issue, Pace, Subscriber
from newsletter.services import ask, open_issue, send_issue
from pages.models import NewsCategory

from . import read


def load_newsletter() -> None:
    """The worker sends the monthly issue; the weekly one waits on the editors' desk."""
    now = timezone.now()
    for reader in read("subscribers.json"):
        address = {"email": reader["email"], "pace": reader["pace"]}
        chosen = NewsCategory.objects.filter(name__in=reader.get("categories", []))
        if reader.get("confirmed", True):
            Subscriber.objects.create(**address, confirmed_at=now).categories.set(chosen)
        else:
            ask(**address, categories=chosen)
    Issue.objects.filter(pk=open_issue(Pace.MONTHLY).pk).update(due_at=timezone.now())
    send_issue(Pace.MONTHLY)
    open_issue(Pace.WEEKLY)
