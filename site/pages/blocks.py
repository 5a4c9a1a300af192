"""The few blocks pages are made of. Each has its template in templates/blocks/ and a preview."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

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


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows here"),
        required=False,
        max_length=255,
        help_text=_("For those who cannot see it. Empty: the description given with the picture."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        description = _("A picture across the column. Pictures of children need recorded consent.")


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


class CallOutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "blocks/call_out.html"
        description = _("A short note that must not be missed.")
        preview_value = {"title": "Jam layanan", "text": "<p>Senin sampai Jumat, 07.00–15.00.</p>"}


class BookChooserBlock(blocks.ChooserBlock):
    """A title of the catalogue. The chooser's views load late: models are read before they can be."""

    @cached_property
    def target_model(self) -> type[Model]:
        from literasi.catalogue.models import Title

        return Title

    @cached_property
    def widget(self) -> Any:
        from .choosers import book_chooser

        return book_chooser.widget_class()

    class Meta:
        icon = "book"


class BookBlock(blocks.StructBlock):
    book = BookChooserBlock(label=_("Book"))
    note = blocks.CharBlock(label=_("Why this book"), required=False, max_length=200)

    class Meta:
        icon = "book"
        label = _("Book of the catalogue")
        template = "blocks/book.html"
        description = _("A book with its cover, linked to the catalogue.")


class BodyBlock(blocks.StreamBlock):
    """What an article or a page may hold."""

    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=RICH_TEXT)
    quote = QuoteBlock()
    picture = PictureBlock()
    call_out = CallOutBlock()
    book = BookBlock()
    links = LinksBlock()
    button = ButtonBlock()

    class Meta:
        required = False


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
