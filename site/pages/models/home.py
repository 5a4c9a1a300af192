"""The front door."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from pages.blocks import ButtonBlock, HomeBlock
from pages.languages import in_language_of

from .parts import SitePage

LATEST = 5  # one large, four beside it


class HomePage(SitePage):
    """Hero, true counters, the latest news, what runs now, and what to do next."""

    headline = models.CharField(
        _("headline"), max_length=90, help_text=_("The large sentence at the top; six to ten words.")
    )
    buttons = StreamField(
        [("button", ButtonBlock())], blank=True, max_num=2, verbose_name=_("buttons below the headline")
    )
    body = StreamField(HomeBlock(), blank=True, verbose_name=_("highlights"))

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("intro"), FieldPanel("pattern"), FieldPanel("buttons")],
            heading=_("At the top"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.counters import home_counters

        from .news import ArticlePage, NewsIndexPage
        from .pictures import with_renditions

        latest = list(in_language_of(self, ArticlePage.objects.on_show()).newest_first()[:LATEST])
        with_renditions(article.cover for article in latest if article.cover)
        return {
            **super().get_context(request, *args, **kwargs),
            "counters": home_counters(),
            "latest": latest,
            "news_index": in_language_of(self, NewsIndexPage.objects.live()).first(),
        }
