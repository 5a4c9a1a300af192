"""What "download my data" holds of pages."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .queries.writing import own_articles, with_stages


def own_articles_data(user: User) -> list[dict[str, Any]]:
    return [
        {
            "title": own.article.draft_title or own.article.title,
            "stage": own.stage.value,
            "published": own.article.first_published_at.isoformat()
            if own.article.first_published_at
            else None,
            "text": own.article.get_latest_revision_as_object().text,
        }
        for own in with_stages(own_articles(user))
    ]
