"""Figures for the public home page: sums over everybody, kept back while they are about a few."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Sum
from django.utils import timezone

from ..models import DailyTotal, WeekTotal
from ..weeks import monday_of

# Children are not counted in public in groups smaller than this.
FEWEST = 5
KEPT_SECONDS = 600


@dataclass(frozen=True)
class PublicCounters:
    """All-time minutes and books finished, readers of this week; None where fewer than FEWEST read."""

    minutes: int | None
    books: int | None
    readers_this_week: int | None


def public_counters() -> PublicCounters:
    """The figures, at most KEPT_SECONDS old."""
    counters: PublicCounters = cache.get_or_set("reading:public-counters", _count, KEPT_SECONDS)  # type: ignore[assignment]
    return counters


def _count() -> PublicCounters:
    sums = WeekTotal.objects.aggregate(m=Sum("minutes", default=0), f=Sum("finished", default=0))
    readers = DailyTotal.objects.with_reading()
    this_week = readers.in_week(monday_of(timezone.localdate())).aggregate(n=Count("reader", distinct=True))
    enough = this_week["n"] >= FEWEST or readers.values("reader").distinct()[:FEWEST].count() >= FEWEST
    return PublicCounters(
        minutes=sums["m"] if enough else None,
        books=sums["f"] if enough and sums["f"] >= FEWEST else None,
        readers_this_week=this_week["n"] if this_week["n"] >= FEWEST else None,
    )
