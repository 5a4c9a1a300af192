"""The front door."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from pages.blocks import ButtonBlock, HomeBlock
from pages.languages import in_main_language

from .parts import SitePage


class HomePage(SitePage):
    """A hero, and below it live blocks in the order an editor gives them."""

    headline = models.CharField(
        _("headline"), max_length=90, help_text=_("The large sentence at the top; six to ten words.")
    )
    buttons = StreamField(
        [("button", ButtonBlock())], blank=True, max_num=2, verbose_name=_("buttons below the headline")
    )
    body = StreamField(HomeBlock(), blank=True, verbose_name=_("blocks"))

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

    @classmethod
    def main(cls) -> HomePage:
        """The one in the main language."""
        return in_main_language(cls.objects.all()).get()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages import structured

        context = super().get_context(request, *args, **kwargs)
        return {**context, "sections": self.sections(), "library": structured.library()}

    def sections(self) -> list[list[Any]]:
        """The blocks in their order; highlights that follow each other are one section."""
        kinds = groupby(self.body, key=lambda block: block.block_type == "highlight")
        return [
            section
            for together, blocks in kinds
            for section in ([list(blocks)] if together else [[block] for block in blocks])
        ]
