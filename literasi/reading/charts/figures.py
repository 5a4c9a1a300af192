"""What a picture shows, free of how it is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import WeekTotal


@dataclass(frozen=True)
class Series:
    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """Stacked columns or, where `flat`, lying bars; one place for each label. `unit` names the axis."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    flat: bool = False

    @property
    def version(self) -> str:
        """Changes whenever the picture would."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]

    @property
    def is_empty(self) -> bool:
        return not any(any(series.values) for series in self.series)


def weeks_figure(weeks: Iterable[WeekTotal]) -> Figure:
    """Minutes by week, oldest first: what is verified, and what still waits."""
    weeks = list(weeks)
    # A picture is kept for all visitors, so it speaks the site's language.
    with translation.override(settings.LANGUAGE_CODE):
        return Figure(
            labels=tuple(date_format(week.week, "j\nM") for week in weeks),
            series=(
                Series(_("verified"), tuple(week.verified_minutes for week in weeks)),
                Series(_("waiting"), tuple(week.minutes - week.verified_minutes for week in weeks)),
            ),
            unit=_("minutes"),
        )


def kinds_figure(counts: Iterable[tuple[str, int]]) -> Figure:
    """Entries by kind of book, as (name, entries) pairs, the first on top."""
    with translation.override(settings.LANGUAGE_CODE):
        pairs = [(str(name), entries) for name, entries in counts]
        return Figure(
            labels=tuple(name for name, _entries in pairs),
            series=(Series(_("entries"), tuple(entries for _name, entries in pairs)),),
            unit=_("entries"),
            flat=True,
        )
