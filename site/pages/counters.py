"""The figures on the home page: true now, counted at most once a minute."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literasi.catalogue.models import Copy, Title
from literasi.reading.queries import public_counters

SECONDS = 60
LABELS = {
    "minutes": _("minutes read together"),
    "books": _("books read to the end"),
    "readers_this_week": _("readers this week"),
    "titles": _("titles to read"),
    "copies": _("copies on the shelves"),
}
MOST = 4


@dataclass(frozen=True)
class Counter:
    """One big figure and the words that make a sentence of it."""

    value: int
    label: str | Promise


def home_counters() -> list[Counter]:
    """What has been read and what there is to read; a figure of nought is not shown off."""
    figures = _reading() | (cache.get_or_set("pages.shelves", _shelves, SECONDS) or {})
    shown = [Counter(figures[name], label) for name, label in LABELS.items() if figures.get(name)]
    return shown[:MOST]


def _reading() -> dict[str, int]:
    """None where so few have read that a figure would point at them: reading decides."""
    figures = public_counters()
    return {name: getattr(figures, name) or 0 for name in ("minutes", "books", "readers_this_week")}


def _shelves() -> dict[str, int]:
    """Both counts in one query."""
    rows = [
        model.objects.order_by().values(kind=Value(kind)).annotate(number=Count("pk"))
        for kind, model in (("titles", Title), ("copies", Copy))
    ]
    found = rows[0].union(rows[1], all=True).values_list("kind", "number")
    return {"titles": 0, "copies": 0} | dict(found)
