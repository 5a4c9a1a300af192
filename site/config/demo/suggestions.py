"""What the city's readers would like to find on the shelves."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.utils import timezone

from accounts.models import Pupil, School, User
from literasi.catalogue.models import BookSuggestion, Decision, SuggestionVote
from literasi.catalogue.services.suggesting import Wish, in_catalogue

from . import read

SEED = 20_261_123


def load_suggestions() -> None:
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    city = User.objects.get(username="kota")
    readers = list(User.objects.filter(pk__in=Pupil.objects.values("user")).order_by("pk"))
    for entry in read("suggestions.json"):
        suggestion = _suggestion(entry, city)
        SuggestionVote.objects.bulk_create(
            SuggestionVote(suggestion=suggestion, user=user, created_at=suggestion.created_at)
            for user in chance.sample(readers, entry["voices"])
        )


def _suggestion(entry: dict[str, Any], city: User) -> BookSuggestion:
    when = timezone.now() - dt.timedelta(days=entry["days_ago"])
    school = School.objects.filter(code=entry["for"]).first()
    wish = Wish(entry["title"], entry["author"], level=entry["level"], why=entry["why"], school=school)
    decided = entry["state"] != Decision.OPEN
    books = in_catalogue(wish) if entry["state"] == Decision.HELD else []
    return BookSuggestion.objects.create(
        school=school,
        title=wish.title,
        author=wish.author,
        title_key=wish.title_key,
        author_key=wish.author_key,
        level=wish.level,
        why=wish.why,
        shown=entry["shown"],
        state=entry["state"],
        reason=entry.get("reason", ""),
        found=books[0] if books else None,
        decided_by=city if decided else None,
        decided_at=when + dt.timedelta(days=2) if decided else None,
        created_at=when,
    )
