"""Finding a catalogue title to log."""

from __future__ import annotations

from literasi.catalogue.models import Title
from literasi.catalogue.search.find import lookup

RESULTS = 8


def find_titles(words: str, limit: int = RESULTS) -> list[Title]:
    """The best matches for what a pupil typed, with their authors; nothing for a single letter."""
    words = " ".join(words.split())
    return list(lookup(words, limit)) if len(words) > 1 else []
