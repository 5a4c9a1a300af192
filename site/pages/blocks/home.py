"""What the home page may hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkBlock
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
    highlight = HighlightBlock()
    quote = QuoteBlock()

    class Meta:
        required = False
