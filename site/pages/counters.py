"""The figures on the home page: true now, counted at most once a minute."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literasi.catalogue.models import Copy, Title

SECONDS = 60


@dataclass(frozen=True)
class Counter:
    """One big figure and the words that make a sentence of it."""

    value: int
    label: str | Promise


def home_counters() -> list[Counter]:
    """What has been read and what there is to read; a figure of nought is not shown off."""
    figures: dict[str, int] = cache.get_or_set("pages.home_counters", _count, SECONDS)
    labels = {
        "minutes": _("minutes read this month"),
        "entries": _("verified readings this month"),
        "titles": _("titles to read"),
        "copies": _("copies on the shelves"),
    }
    return [Counter(figures[name], label) for name, label in labels.items() if figures.get(name)]


def _count() -> dict[str, int]:
    return {"titles": Title.objects.count(), "copies": Copy.objects.count()}
