"""A reader's own journal as JSON values, for "download my data"."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .models import ReadingLog, Review


def own_journal(user: User) -> list[dict[str, Any]]:
    """Every entry, oldest first, with what the teacher wrote about it."""
    entries = ReadingLog.objects.of(user).with_book().order_by("read_on", "pk")
    return [
        {
            "date": entry.read_on.isoformat(),
            "title": entry.book_name,
            "author": entry.book.author if entry.book else "",
            "pages": entry.pages,
            "page_from": entry.page_from,
            "page_to": entry.page_to,
            "minutes": entry.minutes,
            "finished": entry.finished,
            "response": entry.response,
            "rating": entry.rating,
            "status": entry.status,
            "note": entry.note,
            "logged_at": entry.created_at.isoformat(),
        }
        for entry in entries
    ]


def own_reviews(user: User) -> list[dict[str, Any]]:
    """Every review, oldest first, with what the moderator wrote about it."""
    reviews = Review.objects.of(user).with_title().order_by("created_at", "pk")
    return [
        {
            "date": review.reviewed_on.isoformat(),
            "title": review.title.title,
            "rating": review.rating,
            "text": review.text,
            "state": review.state,
            "note": review.note,
        }
        for review in reviews
    ]
