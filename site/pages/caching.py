"""How long a stranger's browser or a proxy may keep a page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

SECONDS = 60


def for_strangers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Marks the answer `public, max-age=60`, if nothing in it belongs to one visitor.

    Never for a preview, a person with a session, or a page that carries a form's token.
    """
    if getattr(request, "is_preview", False) or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return response
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(lambda rendered: _mark(request, rendered))
        else:
            _mark(request, response)
    return response


def _mark(request: HttpRequest, response: HttpResponse) -> None:
    if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE") and not response.cookies:
        patch_cache_control(response, public=True, max_age=SECONDS)
