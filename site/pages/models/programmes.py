"""Programme pages: an editor's words beside the live figures of a reading programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.forms import Select
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from literasi.reading.models import Programme, State
from literasi.reading.queries.attainment import Attainment, public_attainment
from literasi.reading.queries.showcase import public_amount, running_in_public
from literasi.reading.sentences import rule_text, together_text
from pages.blocks import RICH_TEXT, ProgrammeBody

from .news import ArticlePage, NewsCategory
from .parts import PARENTS, SitePage
from .pictures import Picture, with_renditions

RELATED = 3


def public_programmes() -> models.Q:
    """Those an editor may show: started, and with a public page."""
    return models.Q(is_public=True) & ~models.Q(state=State.DRAFT)


class ProgrammePage(SitePage):
    """`/<slug>/`: what a programme is for, its thermometer, how to join, its news and partners."""

    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        related_name="+",
        limit_choices_to=public_programmes,
        verbose_name=_("reading programme"),
        help_text=_("Only programmes with a public page. The figures are sums, live, and name nobody."),
    )
    cover = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover picture")
    )
    joining = RichTextField(
        _("how to join"), features=RICH_TEXT, blank=True, help_text=_("Short steps; a list reads best.")
    )
    category = models.ForeignKey(
        NewsCategory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category of its news"),
    )
    body = StreamField(ProgrammeBody(), blank=True, verbose_name=_("text"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("programme", widget=Select), FieldPanel("category", widget=Select)]),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("pattern")], heading=_("Cover")),
        FieldPanel("body"),
        FieldPanel("joining"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("joining")]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = Programme.objects.filter(public_programmes(), pk=self.programme_id)
        programme = shown.select_related("school", "reading_list").first()
        return {
            **super().get_context(request, *args, **kwargs),
            "programme": programme,
            "found": public_attainment(programme) if programme else None,
            "rule": rule_text(programme) if programme else "",
            "community": together_text(programme.metric) if programme else "",
            "related": self.related(),
        }

    def related(self) -> list[ArticlePage]:
        """The newest articles of its category."""
        if self.category_id is None:
            return []
        articles = ArticlePage.objects.on_show().filter(category=self.category_id, locale=self.locale_id)
        found = list(articles.newest_first()[:RELATED])
        with_renditions(article.cover for article in found if article.cover)
        return found


@dataclass(frozen=True)
class OnShow:
    """A running programme as the home page shows it."""

    programme: Programme
    url: str
    amount: int | None
    community: str | Promise
    rule: str

    @property
    def goal(self) -> int | None:
        return self.programme.community_goal

    @property
    def found(self) -> Attainment:
        """What the drawn barn is filled by."""
        return Attainment([], self.amount or 0, 0, self.goal)


def programmes_on_show(number: int) -> list[OnShow]:
    """Each leads to its editor's page, else to its plain one; one query for all."""
    page = ProgrammePage.objects.live().filter(programme=OuterRef("pk")).order_by("path")
    rows = running_in_public(timezone.localdate()).annotate(page=Subquery(page.values("url_path")[:1]))
    return [
        OnShow(
            programme=row,
            url=_address(row),
            amount=public_amount(row),
            community=together_text(row.metric),
            rule=rule_text(row),
        )
        for row in rows[:number]
    ]


def _address(programme: Any) -> str:
    """Below the home page, whose own part of the path is no part of the address."""
    if programme.page:
        return "/" + programme.page.strip("/").split("/", 1)[-1] + "/"
    return reverse("programme", args=[programme.slug])
