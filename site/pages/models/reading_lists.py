"""A themed list of the catalogue's books, with a sentence on each and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from literasi.catalogue.models import Title
from literasi.catalogue.search.facets import shelf_marks
from literasi.reading.models import ReadingList
from literasi.reading.queries.lists import rows_of
from pages.blocks import ListedBookBlock

from .parts import PARENTS, SitePage, SitePageForm


@dataclass(frozen=True)
class Recommendation:
    title: Title
    sentence: str
    shown: int
    available: int


class ReadingListPageForm(SitePageForm):
    bound_to = forms.ModelChoiceField(
        ReadingList.objects.none(),
        required=False,
        label=_("follow a reading list"),
        help_text=_(
            "The page then shows that list's books as they are on the day. "
            "Sentences written below replace the list's own."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bound_to"].queryset = ReadingList.objects.public().select_related("school")


class ReadingListPage(SitePage):
    """Books an editor chose; or a public reading list of a school or the city, so that it stays true."""

    bound_to = models.ForeignKey(
        ReadingList,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("follow a reading list"),
    )
    books = StreamField([("book", ListedBookBlock())], blank=True, verbose_name=_("books"))

    base_form_class = ReadingListPageForm
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("bound_to"),
        FieldPanel("books"),
    ]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("reading-list page")
        verbose_name_plural = _("reading-list pages")

    @cached_property
    def followed(self) -> ReadingList | None:
        """The list it follows, as long as that is public."""
        return ReadingList.objects.public().filter(pk=self.bound_to_id).first() if self.bound_to_id else None

    @cached_property
    def sentences(self) -> dict[Title, str]:
        """What the editor wrote, by title; a title that is no more is left out."""
        chosen = [block.value for block in self.books if block.value.get("book")]
        return {value["book"]: value["sentence"] for value in chosen}

    @cached_property
    def recommended(self) -> list[Recommendation]:
        """At most six queries for any number of books."""
        if self.followed is not None:
            return [
                Recommendation(
                    row.title, self.sentences.get(row.title) or row.item.note, row.shown, row.available
                )
                for row in rows_of(self.followed, AnonymousUser())
            ]
        titles = list(self.sentences)
        prefetch_related_objects(titles, "contributions__author")
        marks = shelf_marks(titles) if titles else {}
        return [
            Recommendation(title, sentence, *marks.get(title.pk, (0, 0)))
            for title, sentence in self.sentences.items()
        ]

    @property
    def text(self) -> str:
        return " ".join(f"{each.title} {each.sentence}" for each in self.recommended)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages import structured, structured_kinds

        return {
            **super().get_context(request, *args, **kwargs),
            "structured": [*structured_kinds.book_list(self), structured.breadcrumbs(self)],
        }
