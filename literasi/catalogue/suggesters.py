"""Which books a person asked for, for "download my data"."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .models import SuggestionVote


def own_suggestions(user: User) -> list[dict[str, Any]]:
    votes = SuggestionVote.objects.filter(user=user).select_related("suggestion").order_by("created_at", "pk")
    return [
        {
            "date": vote.created_at.isoformat(),
            "title": vote.suggestion.title,
            "author": vote.suggestion.author,
            "state": vote.suggestion.state,
        }
        for vote in votes
    ]
