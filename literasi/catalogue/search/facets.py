"""How many titles stand behind every filter: one query a facet, whatever is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.db.models import Count, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import Copy, Level, Place, Title
from .find import Ask, narrowed, standing


@dataclass(frozen=True)
class Choice:
    label: str
    note: str
    count: int
    url: str
    chosen: bool
    level: str = ""


@dataclass(frozen=True)
class Facet:
    title: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


def facets_of(ask: Ask, titles: QuerySet[Title]) -> list[Facet]:
    """Level, language, place. `titles` are those of the words alone, without filters."""
    return [_levels(ask, titles), _languages(ask, titles), _places(ask, titles)]


def _levels(ask: Ask, titles: QuerySet[Title]) -> Facet:
    counts = _counts(narrowed(titles, ask, "jenjang"), "level")
    names = {value: str(label).partition(" · ")[2] for value, label in Level.choices}
    rows = [(level, names[level], "", counts.get(level, 0)) for level in Level.values]
    return _facet(_("Level"), ask, "jenjang", rows)


def _languages(ask: Ask, titles: QuerySet[Title]) -> Facet:
    counts = _counts(narrowed(titles, ask, "bahasa"), "language")
    ranking = sorted(counts.items(), key=lambda item: -item[1])
    rows = [(code, language_name(code), "", count) for code, count in ranking if code]
    return _facet(_("Language"), ask, "bahasa", rows)


def _places(ask: Ask, titles: QuerySet[Title]) -> Facet:
    copies = standing(Ask(tersedia=ask.tersedia))
    chosen = narrowed(titles, Ask(**{**vars(ask), "tempat": 0, "tersedia": False}))
    if chosen.query.where:
        copies = copies.filter(title__in=chosen.order_by().values("pk"))
    counts = dict(copies.order_by().values_list("place").annotate(Count("title", distinct=True)))
    places = Place.objects.filter(pk__in=[*counts, ask.tempat]).select_related("school")
    rows = [(p.pk, p.name, _owner(p), counts.get(p.pk, 0)) for p in places]
    return _facet(_("Place"), ask, "tempat", sorted(rows, key=lambda row: -row[3]))


def _owner(place: Place) -> str:
    """Whose place it is, where its name does not say so already."""
    owner = place.school.name if place.school else str(_("City"))
    return "" if owner.casefold() in place.name.casefold() else owner


def _counts(titles: QuerySet[Title], field: str) -> dict[str, int]:
    return dict(titles.order_by().values_list(field).annotate(Count("pk")))


def _facet(title: str, ask: Ask, name: str, rows: Iterable[tuple[object, str, str, int]]) -> Facet:
    """A choice that is made leads back to none; one without titles is not offered."""
    asked = getattr(ask, name)
    choices = [
        Choice(
            label,
            note,
            count,
            ask.query_string(**{name: type(asked)() if value == asked else value}),
            value == asked,
            str(value) if name == "jenjang" else "",
        )
        for value, label, note, count in rows
        if count or value == asked
    ]
    return Facet(title, choices)


def language_name(code: str) -> str:
    """The language's name in the language of the page; the code itself where there is none."""
    name = Locale.parse(get_language() or "id", sep="-").languages.get(code.lower(), code)
    return name[:1].upper() + name[1:]


def shelf_marks(titles: Iterable[Title]) -> dict[int, tuple[int, int]]:
    """Title id → (copies shown, copies available), one query for a page of titles."""
    marks: dict[int, list[int]] = {}
    counted = Copy.objects.shown().filter(title__in=[title.pk for title in titles])
    for title_id, status, count in counted.order_by().values_list("title", "status").annotate(Count("pk")):
        mark = marks.setdefault(title_id, [0, 0])
        mark[0] += count
        mark[1] += count if status == "available" else 0
    return {title_id: (shown, available) for title_id, (shown, available) in marks.items()}
