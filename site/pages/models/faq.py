"""Frequently asked questions: in groups, each with its own address on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import QuestionGroupBlock
from pages.faq import Entry, Group, grouped

from .parts import PARENTS, SitePage


class FaqPage(SitePage):
    groups = StreamField([("group", QuestionGroupBlock())], blank=True, verbose_name=_("groups of questions"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("groups"),
    ]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of frequent questions")
        verbose_name_plural = _("pages of frequent questions")

    @cached_property
    def grouped(self) -> list[Group]:
        return grouped(block.value for block in self.groups)

    def entries(self) -> Iterator[Entry]:
        return (entry for group in self.grouped for entry in group.entries)

    @property
    def text(self) -> str:
        return " ".join(
            [group.title for group in self.grouped]
            + [f"{entry.question} {entry.plain_answer}" for entry in self.entries()]
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages import structured, structured_kinds

        return {
            **super().get_context(request, *args, **kwargs),
            "structured": [*structured_kinds.questions(self), structured.breadcrumbs(self)],
        }
