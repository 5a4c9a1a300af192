"""Words: headings, paragraphs, quotations, call-outs."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "italic", "link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Opens a new part of the text.")
        preview_value = "Tiga perubahan kecil"

    def get_context(self, value: str, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "anchor": slugify(value) or "bagian"}


class ParagraphBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph.html"
        description = _("Paragraphs and lists.")
        preview_value = "<p>Buku sudah ada di meja. Anak yang datang boleh langsung <b>membaca</b>.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    attribution = blocks.CharBlock(
        label=_("Who said or wrote it"),
        required=False,
        help_text=_("For a pupil give initials and class, never a full name."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("One sentence that deserves room.")
        preview_value = {"text": "Yang kami jaga kebiasaannya.", "attribution": "wali kelas 4A"}


class CallOutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "blocks/call_out.html"
        description = _("A short note that must not be missed.")
        preview_value = {"title": "Jam layanan", "text": "<p>Senin sampai Jumat, 07.00–15.00.</p>"}


# Migrations name blocks by where they are imported from, not by where they stand.
DECONSTRUCT_ALIASES = {
    HeadingBlock: "pages.blocks.HeadingBlock",
    ParagraphBlock: "pages.blocks.ParagraphBlock",
}
