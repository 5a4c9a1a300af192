"""What the home page may hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkBlock
from .live import (
    BookOfTheWeekBlock,
    CallBlock,
    CountersBlock,
    HappeningsBlock,
    LatestNewsBlock,
    ProgrammesBlock,
)
from .partners import PartnersBlock
from .text import QuoteBlock


class HighlightBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=240, rows=3)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "pick"
        label = _("Highlight")
        template = "blocks/highlight.html"
        description = _("A card on the home page: what runs now and where to join.")
        preview_value = {
            "title": "15 menit membaca",
            "text": "Setiap pagi sebelum pelajaran, semua orang di sekolah membaca.",
            "link": {"label": "Cara ikut", "page": None, "url": "/cara-ikut-wajib-baca/"},
        }


class HomeBlock(blocks.StreamBlock):
    """In whatever order an editor gives them. Highlights that follow each other stand side by side."""

    counters = CountersBlock()
    latest_news = LatestNewsBlock()
    programmes = ProgrammesBlock()
    happenings = HappeningsBlock()
    book_of_the_week = BookOfTheWeekBlock()
    highlight = HighlightBlock()
    quote = QuoteBlock()
    partners = PartnersBlock()
    call = CallBlock()

    class Meta:
        required = False
        block_counts = {
            name: {"max_num": 1} for name in ("counters", "latest_news", "programmes", "happenings")
        }
