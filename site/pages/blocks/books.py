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


class BookBlock(blocks.StructBlock):
    book = BookChooserBlock(label=_("Book"))
    note = blocks.CharBlock(label=_("Why this book"), required=False, max_length=200)

    class Meta:
        icon = "book"
        label = _("Book of the catalogue")
        template = "blocks/book.html"
        description = _("A book with its cover, linked to the catalogue.")


# Migrations name blocks by where they are imported from, not by where they stand.
DECONSTRUCT_ALIASES = {BookChooserBlock: "pages.blocks.BookChooserBlock"}
