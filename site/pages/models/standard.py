"""Pages that stay: about us, how to join, contact."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import BodyBlock

from .parts import SitePage


class StandardPage(SitePage):
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        nearby = self.get_siblings(inclusive=False) | self.get_children()
        beside = nearby.live().in_menu().type(StandardPage).order_by("path")
        return {**super().get_context(request, *args, **kwargs), "beside": beside}
