"""Addresses of the drawings, so that pages stay small and the CSP strict."""

from __future__ import annotations

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from . import batik, medals, scenes, sharing, tasks

A_YEAR = "public, max-age=31536000, immutable"


def _svg(drawing: str) -> HttpResponse:
    response = HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = A_YEAR
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def drawn_cover(request: HttpRequest) -> HttpResponse:
    """`?t=title&a=author&l=level`; longer texts are cut, so that nobody has us draw a novel."""
    given = request.GET
    return _svg(batik.cover_svg(given.get("t", "")[:120], given.get("a", "")[:80], given.get("l", "")[:2]))


@require_safe
def drawn_hero(request: HttpRequest) -> HttpResponse:
    """`?b=seed&p=pattern`, and `&c=cloth&g=gold` where an institution has colours of its own."""
    given = request.GET
    cloth, gold = f"#{given.get('c', '')}", f"#{given.get('g', '')}"
    return _svg(batik.hero_svg(given.get("b", "")[:80], given.get("p", "")[:20], cloth, gold))


@require_safe
def drawn_scene(request: HttpRequest) -> HttpResponse:
    """`?b=seed&p=pattern`."""
    return _svg(scenes.scene_svg(request.GET.get("b", "")[:120], request.GET.get("p", "")[:20]))


@require_safe
def drawn_share(request: HttpRequest) -> HttpResponse:
    """`?t=title&a=subtitle`."""
    return _svg(batik.share_svg(request.GET.get("t", "")[:120], request.GET.get("a", "")[:80]))


@require_safe
def drawn_medal(request: HttpRequest) -> HttpResponse:
    """`?b=seed&p=pattern&n=figure`."""
    given = request.GET
    return _svg(medals.medal_svg(given.get("b", "")[:80], given.get("p", "")[:20], given.get("n", "")[:4]))


@require_safe
def share_image(request: HttpRequest, kind: str, pk: int, digest: str) -> HttpResponseBase:
    """The picture beside a shared link. One that is not there yet is ordered, never drawn here."""
    path = sharing.path_of(kind, pk, digest)
    if default_storage.exists(path):
        response = FileResponse(default_storage.open(path), content_type="image/png")
        response["Cache-Control"] = A_YEAR
        return response
    if kind in sharing.kinds and cache.add(f"ui.postcard-{kind}-{pk}", 1, 60):
        tasks.draw_share_image(kind, pk)
    instead = HttpResponseRedirect(static("img/share.png"))
    patch_cache_control(instead, public=True, max_age=60)
    return instead
