"""The letters about a person as JSON values, for "download my data"."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .models import Letter


def own_letters(user: User) -> list[dict[str, Any]]:
    """Every letter, oldest first, with what stands on it."""
    return [
        {
            "kind": letter.kind,
            "number": letter.number,
            "state": letter.state,
            "name": letter.name,
            "issuer": letter.issuer,
            "date": letter.issued_on.isoformat() if letter.issued_on else None,
            "contents": letter.data,
            "revoked_at": letter.revoked_at.isoformat() if letter.revoked_at else None,
            "revoked_reason": letter.revoked_reason,
        }
        for letter in Letter.objects.of(user).published().order_by("pk")
    ]
