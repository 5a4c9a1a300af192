"""Pages an editor put into the menu ("show in menus") stand in every page's footer."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from ui.menus import Item

from .models import StandardPage

KEY = "pages.standing_pages"
SECONDS = 300
MOST = 8


def standing_pages(request: HttpRequest) -> list[Item]:
    """One entry a page, in the tree's order; read from the database once in five minutes."""
    entries = cache.get_or_set(KEY, _entries, SECONDS) or []
    return [Item(title, url, order=60) for title, url in entries]


def forget() -> None:
    cache.delete(KEY)


def _entries() -> list[tuple[str, str]]:
    pages = StandardPage.objects.live().in_menu().filter(depth=3).order_by("path")[:MOST]
    return [(page.title, page.get_url() or "/") for page in pages.defer_streamfields()]
