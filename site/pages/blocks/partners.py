"""Partners of the programme, wherever a page wants to show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PartnersBlock(blocks.StructBlock):
    """Today's partners, read when the page is shown: two queries for any number."""

    title = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=240, rows=2)
    only_sponsors = blocks.BooleanBlock(
        label=_("Only sponsors"),
        required=False,
        help_text=_("Leaves out partners that give no money or goods."),
    )
    page = blocks.PageChooserBlock(
        label=_("Page of all partners"), required=False, page_type="pages.PartnersPage"
    )

    class Meta:
        icon = "group"
        label = _("Partners")
        template = "blocks/partners.html"
        description = _("The logos of our partners, kept up to date from the list of partners.")
        preview_value = {
            "title": "Mitra kami",
            "text": "Mereka ikut mengisi lumbung ini.",
            "only_sponsors": False,
            "page": None,
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.models import Partner

        wanted = Partner.objects.current()
        partners = (wanted.sponsors() if value.get("only_sponsors") else wanted).with_logos()
        if not partners and "bound_block" in (parent_context or {}):
            partners = [Partner(name=name) for name in ("Toko Buku Contoh", "Radio Contoh", "Karang Taruna")]
        page = value.get("page")
        url = page.url if page and page.live else ""
        return {**super().get_context(value, parent_context), "partners": partners, "all_url": url}
