"""Books of the catalogue."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class BookChooserBlock(blocks.ChooserBlock):
    """A title of the catalogue. The chooser's views load late: models are read before they can be."""

    @cached_property
    def target_model(self) -> type[Model]:
        from literasi.catalogue.models import Title

        return Title

    @cached_property
    def widget(self) -> Any:
        from pages.choosers import book_chooser

        return book_chooser.widget_class()

    class Meta:
        icon = "book"


def book_to_show(note: str) -> dict[str, Any]:
    """For previews: any title of the catalogue, or one that could be in it."""
    from literasi.catalogue.models import Title

    sample = Title(
        pk=0, slug="buku-pilihan", title="Buku pilihan", responsibility="Nama pengarang", level="C"
    )
    return {"book": Title.objects.order_by("pk").first() or sample, note: "Ceritanya dekat dengan kita."}


class BookBlock(blocks.StructBlock):
    book = BookChooserBlock(label=_("Book"))
    note = blocks.CharBlock(label=_("Why this book"), required=False, max_length=200)

    class Meta:
        icon = "book"
        label = _("Book of the catalogue")
        template = "blocks/book.html"
        description = _("A book with its cover, linked to the catalogue.")

    def get_preview_value(self) -> Any:
        return self.normalize(book_to_show("note"))


class ListedBookBlock(blocks.StructBlock):
    """A book of a list page: here the sentence is what the reader comes for."""

    book = BookChooserBlock(label=_("Book"))
    sentence = blocks.CharBlock(
        label=_("Why this book"), max_length=240, help_text=_("One sentence a pupil would listen to.")
    )

    class Meta:
        icon = "book"
        label = _("Book of the catalogue")
        label_format = "{book}"
        template = "blocks/book.html"
        description = _("A book of the list, with the sentence that recommends it.")

    def get_preview_value(self) -> Any:
        return self.normalize(book_to_show("sentence"))


# Migrations name blocks by where they are imported from, not by where they stand.
DECONSTRUCT_ALIASES = {BookChooserBlock: "pages.blocks.BookChooserBlock"}
