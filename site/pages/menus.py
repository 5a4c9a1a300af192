"""Pages an editor put into the menu ("show in menus") stand in every page's footer.

A visitor, who has no tasks here, finds the first of them in the main menu as well.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

from accounts.models import Role
from accounts.permissions import scope_of
from ui.menus import Item, signed_in

from .models import NewsIndexPage

KEY = "pages.standing_pages"
SECONDS = 300
MOST = 12
MOST_IN_MAIN_MENU = 2


def standing_pages(request: HttpRequest) -> list[Item]:
    """One entry a page, in the tree's order; read from the database once in five minutes."""
    entries = cache.get_or_set(KEY, _entries, SECONDS) or []
    return [Item(title, url, order=60) for title, url in entries]


def pages_for_visitors(request: HttpRequest) -> list[Item]:
    return [] if signed_in(request) else standing_pages(request)[:MOST_IN_MAIN_MENU]


def writes_news(request: HttpRequest) -> bool:
    return signed_in(request) and scope_of(request.user).has(Role.EDITOR)  # type: ignore[arg-type]


def forget() -> None:
    cache.delete(KEY)


def _entries() -> list[tuple[str, str]]:
    pages = Page.objects.live().in_menu().filter(depth=3).not_type(NewsIndexPage).order_by("path")[:MOST]
    return [(page.title, page.get_url() or "/") for page in pages]
