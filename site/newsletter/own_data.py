"""What is kept of a subscription, as JSON values: by its link, and in an account's own data."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import User
from notices.models import Notice

from .mailing import ISSUE, LINK
from .models import Subscriber


def own_subscription(user: User) -> list[dict[str, Any]]:
    """Of the account's confirmed addresses."""
    mine = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    found = Subscriber.objects.filter(email__in=[email.lower() for email in mine])
    return [data_of(one) for one in found.prefetch_related("categories").order_by("pk")]


def data_of(subscriber: Subscriber) -> dict[str, Any]:
    letters = Notice.objects.filter(kind__in=(LINK, ISSUE), user=None, address=subscriber.email)
    return {
        "email": subscriber.email,
        "pace": subscriber.pace,
        "categories": [category.name for category in subscriber.categories.all()],
        "asked_at": subscriber.asked_at,
        "confirmed_at": subscriber.confirmed_at,
        "paused_at": subscriber.paused_at,
        "messages": [
            {"kind": kind, "at": at} for kind, at in letters.order_by("pk").values_list("kind", "created_at")
        ],
    }
