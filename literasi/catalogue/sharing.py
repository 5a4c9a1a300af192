"""The picture beside a shared link to a book: its uploaded cover, else a drawn one with its title."""

from __future__ import annotations

from collections.abc import Iterable

from ui import sharing
from ui.sharing import Card

from .models import Title

KIND = "buku"


def image_of(title: Title) -> str:
    """Absolute, for Open Graph. Read `with_authors()` first where there are many titles."""
    return title.cover_url or sharing.share_image_url(KIND, title.pk, card_of(title))


def card_of(title: Title) -> Card:
    return Card(title=title.title, eyebrow=title.first_author, book=title.first_author, level=title.level)


def cards_of(pks: Iterable[int]) -> dict[int, Card]:
    return {
        title.pk: card_of(title) for title in Title.objects.filter(pk__in=set(pks), cover="").with_authors()
    }
