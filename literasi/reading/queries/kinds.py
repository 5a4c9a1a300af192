"""What kinds of books are read: levels, genres, languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from literasi.catalogue.kinds import Genre, is_regional
from literasi.catalogue.models import Level
from literasi.catalogue.search.facets import language_name

from ..models import KindTotal

KEPT_SECONDS = 300
MONTHS_SHOWN = 3
LANGUAGES_SHOWN = 6


@dataclass(frozen=True)
class Kinds:
    """Entries of the last months by level, genre and language: (name, entries), unknown ones left out.

    `known` and `entries` say how much of the reading the first two speak of.
    """

    since: dt.date
    entries: int
    known: int
    levels: list[tuple[str, int]]
    genres: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    regional: int


def kinds_of(school_id: int | None) -> Kinds:
    """Of one school, or of the whole city (None); at most KEPT_SECONDS old."""
    month = months_ago(timezone.localdate(), MONTHS_SHOWN - 1)
    key = f"reading:kinds:{school_id or 'city'}:{month}"
    kinds: Kinds = cache.get_or_set(key, lambda: count_kinds(school_id, month), KEPT_SECONDS)  # type: ignore[assignment]
    return kinds


def count_kinds(school_id: int | None, since: dt.date, until: dt.date | None = None) -> Kinds:
    """From the month of `since` to the month of `until`; one query."""
    rows = KindTotal.objects.filter(month__gte=since)
    if until is not None:
        rows = rows.filter(month__lte=until)
    if school_id is not None:
        rows = rows.filter(school_id=school_id)
    sums = list(rows.order_by().values_list("level", "genre", "language").annotate(Sum("entries")))
    levels = {value: sum(n for level, _g, _l, n in sums if level == value) for value in Level.values}
    genres = {value: sum(n for _v, genre, _l, n in sums if genre == value) for value in Genre.values}
    languages: dict[str, int] = {}
    for _level, _genre, language, entries in sums:
        languages[language] = languages.get(language, 0) + entries
    return Kinds(
        since=since,
        entries=sum(n for *_kind, n in sums),
        known=sum(n for level, genre, _l, n in sums if level or genre),
        levels=list(levels.items()),
        genres=_most((str(Genre(value).label), n) for value, n in genres.items()),
        languages=_most((language_name(code), n) for code, n in languages.items() if code)[:LANGUAGES_SHOWN],
        regional=sum(n for code, n in languages.items() if is_regional(code)),
    )


def months_ago(day: dt.date, months: int) -> dt.date:
    """The first of the month that many months before."""
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def _most(pairs) -> list[tuple[str, int]]:  # type: ignore[no-untyped-def]
    return sorted(((name, n) for name, n in pairs if n), key=lambda pair: (-pair[1], pair[0]))
