"""What a person was told, as JSON values, for "download my data"."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .models import Contact, Notice, Preference


def own_notices(user: User) -> dict[str, Any]:
    contact = Contact.objects.filter(user=user).first()
    return {
        "language": contact.language if contact else None,
        "telephone": contact.phone if contact else "",
        "choices": [
            {"kind": row.kind, "channel": row.channel, "wanted": row.wanted}
            for row in Preference.objects.of(user).order_by("kind", "channel")
        ],
        "told": [_told(notice) for notice in _notices(user)],
    }


def _notices(user: User) -> Any:
    return (
        Notice.objects.of(user).select_related("user", "school").prefetch_related("deliveries").order_by("pk")
    )


def _told(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "text": notice.line,
        "contents": notice.data,
        "at": notice.created_at.isoformat(),
        "read_at": notice.read_at.isoformat() if notice.read_at else None,
        "sent": [
            {
                "by": delivery.channel,
                "state": delivery.state,
                "at": delivery.sent_at.isoformat() if delivery.sent_at else None,
            }
            for delivery in notice.deliveries.all()
        ],
    }
