"""One page of a search, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from ..models import Author, Subject, Title
from ..models.titles import TitleQuerySet
from .facets import Facet, facets_of, shelf_marks
from .find import Ask, Reading, narrowed, ordered, understand

PER_PAGE = 24
SUGGESTIONS = 10


@dataclass(frozen=True)
class Row:
    title: Title
    shown: int
    available: int


class Results:
    """Lazy: what a template does not ask for costs no query."""

    def __init__(self, ask: Ask, number: str | None = None) -> None:
        self.ask = ask
        self.number = number

    @cached_property
    def reading(self) -> Reading:
        return understand(self.ask)

    @cached_property
    def page(self) -> Page[Title]:
        titles = ordered(self.reading, narrowed(self.reading.titles(), self.ask), self.ask.order)
        return Paginator(cast(TitleQuerySet, titles).with_authors(), PER_PAGE).get_page(self.number)

    @cached_property
    def rows(self) -> list[Row]:
        titles = list(self.page.object_list)
        marks = shelf_marks(titles)
        return [Row(title, *marks.get(title.pk, (0, 0))) for title in titles]

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self.ask, self.reading.titles())

    @cached_property
    def author(self) -> Author | None:
        return Author.objects.filter(pk=self.ask.pengarang).first() if self.ask.pengarang else None

    @cached_property
    def subject(self) -> Subject | None:
        return Subject.objects.filter(pk=self.ask.subjek).first() if self.ask.subjek else None

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What narrows the search, each with the address of the search without it."""
        ask = self.ask
        chips = [
            (f"{facet.title}: {facet.chosen.label}", facet.chosen.url)
            for facet in self.facets
            if facet.chosen
        ]
        if ask.tersedia:
            chips.append((_("Available now"), ask.query_string(tersedia=False)))
        if self.author:
            chips.append((_("Author: %s") % self.author, ask.query_string(pengarang=0)))
        if self.subject:
            chips.append((_("Subject: %s") % self.subject, ask.query_string(subjek=0)))
        return chips

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """(label, address, current); without words there is no best match."""
        labels = {"cocok": _("Best match"), "baru": _("Newest"), "judul": _("Title A–Z")}
        offered = [name for name in labels if name != "cocok" or self.ask.q]
        return [(labels[name], self.ask.query_string(urut=name), name == self.ask.order) for name in offered]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Filters that a new search from the field keeps."""
        names = ("jenjang", "bahasa", "tempat", "tersedia", "pengarang", "subjek", "urut")
        values = ((name, getattr(self.ask, name)) for name in names)
        return [(name, "1" if value is True else str(value)) for name, value in values if value]

    @property
    def available_url(self) -> str:
        return self.ask.query_string(tersedia=not self.ask.tersedia)

    @property
    def literal_url(self) -> str:
        return self.ask.query_string(persis=True)

    @property
    def unfiltered_url(self) -> str:
        return Ask(q=self.ask.q).query_string()

    @property
    def popular(self) -> list[Subject]:
        """What to try where nothing was found."""
        counted = Subject.objects.annotate(n=Count("titles")).filter(n__gt=0)
        return list(counted.order_by("-n", "name")[:SUGGESTIONS])
