"""Finding a catalogue title to log."""

from __future__ import annotations

from django.db.models import Q

from literasi.catalogue.models import Title

RESULTS = 8


def find_titles(words: str, limit: int = RESULTS) -> list[Title]:
    """The best matches for what a pupil typed, with their authors."""
    words = " ".join(words.split())
    if len(words) < 2:
        return []
    wanted = Q()
    for word in words.split()[:6]:
        wanted &= Q(title__icontains=word) | Q(authors__name__icontains=word)
    found = Title.objects.filter(wanted).distinct().prefetch_related("contributions__author")
    return list(found[:limit])
