"""Ways to go on: links, lists of them, buttons."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Where it leads; empty while its page is not published."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=pgettext_lazy("link", "Text"), max_length=80)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.CharBlock(
        label=_("or an address"),
        required=False,
        max_length=500,
        help_text=_("Begins with https:// or, on this site, with /."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        template = "blocks/link.html"
        preview_value = {"label": "Cari buku", "page": None, "url": "/katalog/"}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), cleaned.get("url") or ""
        if bool(page) == bool(url):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Give either a page or an address."))}
            )
        if url and not is_safe_address(url):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("An address begins with https://, http:// or /."))}
            )
        return cleaned


def is_safe_address(url: str) -> bool:
    """A web address, or a path of this site; never `javascript:`, `data:` or `//host`."""
    return url.startswith(("https://", "http://")) or (url.startswith("/") and not url.startswith("//"))


class LinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        template = "blocks/links.html"
        description = _("Where to go from here.")
        preview_value = {
            "title": "Lanjutkan",
            "links": [{"label": "Cari buku", "page": None, "url": "/katalog/"}],
        }


class ButtonBlock(LinkBlock):
    class Meta:
        icon = "plus-inverse"
        label = _("Button")
        template = "blocks/button.html"
        description = _("The one thing the reader should do next.")
        preview_value = {"label": "Cari buku", "page": None, "url": "/katalog/"}
