"""Mending typing errors: words that no title has, towards words that some title has.

The vocabulary (a city's catalogue: some 20,000 words) is kept in the cache; rapidfuzz compares a word
with all of it in 2 ms. One error is forgiven in a word of four or five letters, two in longer ones.
Which of the near words was meant, the titles decide: the least changed reading that most of them bear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.cache import cache
from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..models import SearchWord, TitleIndex
from .query import Match
from .words import stem

MIN_LENGTH = 4
LONG = 6
CANDIDATES = 6
# How many titles are asked which reading they bear.
SAMPLE = 200
# A reading that names title and author outweighs one scattered over summaries.
NAMED = 20

FIELDS = ("title_words", "author_words", "subject_words", "other_words")
# (number of errors, word)
Choice = tuple[int, str]


def mend(words: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The likeliest reading, and whether some title bears all of it. Three queries at most."""
    known = vocabulary()
    strange = [word not in known and stem(word) not in known for word in words]
    choices = [
        (near(word, known) or [(0, word)])
        if odd
        else [(0, word), *([] if any(strange) else near(word, known))]
        for word, odd in zip(words, strange, strict=True)
    ]
    wide = Match(tuple(tuple(form for _, word in some for form in (word, stem(word))) for some in choices))
    readings: Counter[tuple[Choice, ...]] = Counter()
    for title, authors, subjects, rest in TitleIndex.objects.filter(pk__in=wide.ids()).values_list(*FIELDS)[
        :SAMPLE
    ]:
        if reading := _reading({*title.split(), *authors.split()}, choices):
            readings[reading] += NAMED
        elif reading := _reading(set(f"{title} {authors} {subjects} {rest}".split()), choices):
            readings[reading] += 1
    if not readings:
        return tuple(some[0][1] for some in choices), False
    best = min(readings, key=lambda reading: (sum(errors for errors, _ in reading), -readings[reading]))
    return tuple(word for _, word in best), True


def _reading(present: set[str], choices: Sequence[Sequence[Choice]]) -> tuple[Choice, ...] | None:
    """For every word the least changed one that stands in this title."""
    found = [
        next((choice for choice in some if choice[1] in present or stem(choice[1]) in present), None)
        for some in choices
    ]
    return tuple(choice for choice in found if choice) if all(found) else None


def vocabulary() -> frozenset[str]:
    """All words of all titles; read again when words were added or the index was rebuilt."""
    state = SearchWord.objects.aggregate(n=Count("pk"), last=Max("pk"))
    key = f"catalogue-words-{state['n']}-{state['last']}"
    if (found := cache.get(key)) is None:
        found = frozenset(SearchWord.objects.values_list("word", flat=True))
        cache.set(key, found, 3600)
    return found


def near(word: str, known: frozenset[str]) -> list[Choice]:
    """The nearest known words, not the word itself. Errors are rare in the first letter."""
    if len(word) < MIN_LENGTH or not word.isalpha():
        return []
    allowed = 2 if len(word) >= LONG else 1
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=5 * CANDIDATES)
    near = sorted((int(errors), other[0] != word[0], other) for other, errors, _ in found if other != word)
    return [(errors, other) for errors, _, other in near[:CANDIDATES]]
