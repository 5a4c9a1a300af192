"""Pages an editor put into the menu ("show in menus") stand in every page's footer.

A visitor, who has no tasks here, finds the first of them in the main menu as well.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.models import Role
from accounts.permissions import scope_of
from ui.keeping import remember
from ui.menus import Item, signed_in

from . import permissions
from .models import NewsIndexPage

SECONDS = 300
MOST = 12
MOST_IN_MAIN_MENU = 2


def standing_pages(request: HttpRequest) -> list[Item]:
    """One entry a page, in the tree's order; read from the database once an edition or five minutes."""
    language = get_language() or settings.LANGUAGE_CODE
    entries = remember(f"standing-pages:{language}", lambda: _entries(language), SECONDS)
    return [Item(title, url, order=60) for title, url in entries]


def pages_for_visitors(request: HttpRequest) -> list[Item]:
    return [] if signed_in(request) else standing_pages(request)[:MOST_IN_MAIN_MENU]


def writes_articles(request: HttpRequest) -> bool:
    return signed_in(request) and permissions.writes_articles(request.user)  # type: ignore[arg-type]


def writes_news(request: HttpRequest) -> bool:
    return signed_in(request) and scope_of(request.user).has(Role.EDITOR)  # type: ignore[arg-type]


def _entries(language: str) -> list[tuple[str, str]]:
    """Those of the language; where it has none, those of the main language."""
    languages = {language, settings.LANGUAGE_CODE}
    pages = Page.objects.live().in_menu().filter(depth=3, locale__language_code__in=languages)
    found = list(pages.not_type(NewsIndexPage).order_by("path").select_related("locale"))
    own = [page for page in found if page.locale.language_code == language]
    return [(page.title, page.get_url() or "/") for page in (own or found)[:MOST]]
