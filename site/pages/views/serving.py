"""Serving a page at its address."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from wagtail.models import Page
from wagtail.views import serve

from pages.languages import route, translations_of
from ui.languages import chosen_language, language_of_address


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own way, from our route; a page's translation is shown to those who chose its language."""
    found = request._wagtail_route_for_request = route(request, path)  # type: ignore[attr-defined]
    there = _translation(request, found.page) if found and not found.kwargs else None
    if there is None:
        return serve(request, path)
    response = redirect(there.get_url(request))
    patch_cache_control(response, no_cache=True)
    return response


def _translation(request: HttpRequest, page: Page) -> Page | None:
    """The page in the language the visitor chose; never away from an address that names its language."""
    chosen = chosen_language(request) or settings.LANGUAGE_CODE
    if chosen == settings.LANGUAGE_CODE or language_of_address(request.path_info):
        return None
    return dict(translations_of(page)).get(chosen)
