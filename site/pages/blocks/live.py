"""Blocks that say what is true when they are read: an editor chooses their place, not their content."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .books import BookChooserBlock, book_to_show
from .links import LinkBlock

MOST_PROGRAMMES = 3


class CountersBlock(blocks.StructBlock):
    """Minutes, books, readers, titles: those that are not nought."""

    class Meta:
        icon = "order"
        label = _("Figures")
        template = "blocks/counters.html"
        description = _("What has been read and what there is to read, counted now.")
        preview_value: dict[str, Any] = {}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.counters import home_counters

        return {**super().get_context(value, parent_context), "counters": home_counters()}


class LatestNewsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80, default="Kabar terbaru")
    number = blocks.IntegerBlock(label=_("How many articles"), min_value=1, max_value=9, default=5)

    class Meta:
        icon = "doc-full"
        label = _("Latest news")
        template = "blocks/latest_news.html"
        description = _("The newest articles, the first of them large.")
        preview_value = {"title": "Kabar terbaru", "number": 5}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.models.news import latest_news

        page = (parent_context or {}).get("page")
        articles, index = latest_news(page, value.get("number") or 5)
        context = super().get_context(value, parent_context)
        return {**context, "articles": articles, "news_index": index}


class ProgrammesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80, default="Sedang kita kejar bersama")
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=240, rows=2)

    class Meta:
        icon = "success"
        label = _("Reading programmes")
        template = "blocks/programmes.html"
        description = _("Programmes with a public page that run today, and how far all together have come.")
        preview_value = {"title": "Sedang kita kejar bersama", "text": ""}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.models.programmes import programmes_on_show

        return {
            **super().get_context(value, parent_context),
            "programmes": programmes_on_show(MOST_PROGRAMMES),
        }


class HappeningsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80, default="Agenda terdekat")
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=6, default=3)

    class Meta:
        icon = "date"
        label = _("Coming events")
        template = "blocks/happenings.html"
        description = _("What comes next, from every calendar of the site. Without any, nothing is shown.")
        preview_value = {"title": "Agenda terdekat", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.happenings import coming

        return {
            **super().get_context(value, parent_context),
            "happenings": coming(value.get("number") or 3),
        }


class BookOfTheWeekBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80, default="Buku minggu ini")
    book = BookChooserBlock(label=_("Book"))
    why = blocks.TextBlock(
        label=_("Why this book"),
        max_length=300,
        rows=3,
        help_text=_("Two sentences a pupil would say to a friend."),
    )
    attribution = blocks.CharBlock(
        label=_("Who recommends it"),
        required=False,
        max_length=80,
        help_text=_("For a pupil give initials and class, never a full name."),
    )

    class Meta:
        icon = "book"
        label = _("Book of the week")
        template = "blocks/book_of_the_week.html"
        description = _("One book of the catalogue, with a reason to read it.")

    def get_preview_value(self) -> Any:
        return self.normalize({"title": "Buku minggu ini", **book_to_show("why")})


class CallBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=240, rows=2)
    link = LinkBlock(label=_("Button"))
    invites_to_log = blocks.BooleanBlock(
        label=_("Lead to logging"),
        required=False,
        default=True,
        help_text=_("Adds the way to the log for pupils, to the sign-in for everybody else."),
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call.html"
        description = _("A coloured band with one button: what to do next.")
        preview_value = {
            "title": "Mau membaca apa hari ini?",
            "text": "Cari di rak semua perpustakaan, atau catat yang baru kamu baca.",
            "link": {"label": "Cari buku", "page": None, "url": "/katalog/"},
            "invites_to_log": True,
        }
