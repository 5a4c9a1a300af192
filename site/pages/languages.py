"""Pages in two languages: Indonesian at the root, others below `/en/`.

Wagtail keeps a tree per locale. The address alone says which tree is meant; the visitor's cookie only chooses
the language of the frame, and leads to the translation where there is one.
"""

from __future__ import annotations

from copy import copy
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import LocalePrefixPattern, Resolver404, resolve
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.url_routing import RouteResult

from ui.keeping import remember
from ui.languages import language_of_address

SERVE = "wagtail_serve"

# A queryset of pages, whatever words its own class adds.
Q = TypeVar("Q", bound=QuerySet[Any])


class ByAddress(LocalePrefixPattern):
    """`/en/…` is matched by what it says; made by the language of the page it leads to (Wagtail's way)."""

    def __init__(self) -> None:
        super().__init__(prefix_default_language=False)

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]] | None:
        language = language_of_address(f"/{path}")
        return (path.removeprefix(f"{language}/") if language else path), (), {}


def content_language(path: str) -> str:
    """The language of the tree that an address is in."""
    return language_of_address(path) or settings.LANGUAGE_CODE


def in_main_language(pages: Q) -> Q:
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE)


def in_language_of(page: Page, pages: Q) -> Q:
    """Those in the page's own language; where there are none, those in the main language."""
    own = pages.filter(locale_id=page.locale_id)
    return own if speaks_main_language(page) or own.exists() else in_main_language(pages)


def speaks_main_language(page: Page) -> bool:
    return page.locale_id == remember("main-locale", lambda: Locale.get_default().pk)


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """The page at this address, with its home page looked up once and the site remembered."""
    from .models import HomePage

    request._wagtail_site = remember("site", lambda: Site.find_for_request(request))  # type: ignore[attr-defined]
    language = content_language(request.path_info)
    home = HomePage.objects.filter(locale__language_code=language, live=True).first()
    try:
        return home.route(request, [part for part in path.split("/") if part]) if home else None
    except Http404:
        return None


def translations_of(page: Page) -> list[tuple[str, Page]]:
    """(language, published page) for each language the page exists in, its own included."""
    pages = Page.objects.filter(translation_key=page.translation_key, live=True)
    found = pages.select_related("locale").order_by("locale__pk")
    return [(each.locale.language_code, each) for each in found]


def alternates_of(page: Page) -> list[tuple[str, str]]:
    """(language, address) for `hreflang`; empty while the page is in one language only."""
    found = [(language, each.full_url) for language, each in translations_of(page)]
    return found if len(found) > 1 else []


def is_page(path: str) -> bool:
    """Whether Wagtail answers at this address rather than one of the apps."""
    try:
        return resolve(path).url_name == SERVE
    except Resolver404:
        return False


def counterpart(request: HttpRequest, path: str, language: str) -> str:
    """The address of the page at `path` in another language; "" where there is none."""
    prefix = language_of_address(path)
    rest = path.removeprefix(f"/{prefix}") if prefix else path
    if content_language(path) == language or not is_page(path):
        return ""
    asked = copy(request)
    asked.path_info = asked.path = path
    with translation.override(content_language(path)):
        found = route(asked, rest)
    if found is None:
        return "/" if prefix else ""
    there = dict(translations_of(found.page)).get(language)
    return (there.get_url() or "") if there else ("/" if prefix else "")
