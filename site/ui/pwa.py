"""The site as an app on the phone: its manifest, its service worker, its page without a network."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import offline
from .branding import branding
from .menus import shortcuts

SCRIPTS = ("queue.js", "worker.js")
SHORT = 12
PAPER, CLOTH = "#fbf7ee", "#16392b"
ICONS = (
    ("img/app-192.png", "192x192", "any"),
    ("img/app-512.png", "512x512", "any"),
    ("img/app-maskable.png", "512x512", "maskable"),
)


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Browsers ask for it without cookies, so it speaks the site's own language."""
    brand = branding()
    with translation.override(settings.LANGUAGE_CODE):
        said: dict[str, Any] = {
            "id": "/",
            "name": brand.name,
            "short_name": shortened(brand.name),
            "description": _(
                "Everyone fills the barn, everyone draws from it: reading, books and news of our schools."
            ),
            "lang": settings.LANGUAGE_CODE,
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "theme_color": brand.colours.cloth if brand.has_own_colours else CLOTH,
            "background_color": PAPER,
            "categories": ["education", "books"],
            "icons": [_icon(*icon) for icon in ICONS],
            "shortcuts": [
                {"name": str(link.label), "url": link.url, "icons": [_icon(*ICONS[0])]}
                for link in shortcuts.links(request)
            ],
        }
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/manifest+json; charset=utf-8"
    return answer


def shortened(name: str) -> str:
    """What fits under an icon: whole words, as many as there is room for."""
    words = name.split()
    while len(words) > 1 and len(" ".join(words)) > SHORT:
        words.pop()
    return " ".join(words)[:SHORT]


def _icon(path: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The same for everybody; a new version of the static files or of the words makes a new worker."""
    given = {
        "offline": reverse("offline_page"),
        "shells": {prefix: reverse(name) for prefix, name in offline.shells.items()},
        "header": offline.HEADER,
        "words": {code: _words(code) for code, _name in settings.LANGUAGES},
    }
    text = json.dumps(given, ensure_ascii=False, sort_keys=True)
    version = blake2b((_scripts() + _version() + text).encode(), digest_size=6).hexdigest()
    body = f'const VERSION = "{version}";\nconst GIVEN = {text};\n{_scripts()}'
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def _words(code: str) -> dict[str, str]:
    with translation.override(code):
        return {
            "today": _("You are reading the copy on your phone, kept at {time}."),
            "earlier": _("You are reading the copy on your phone, kept on {day} at {time}."),
        }


def _version() -> str:
    """Changes with any static file, where their names carry hashes, and with the frame of every page."""
    brand = branding()
    return f"{getattr(staticfiles_storage, 'manifest_hash', '')} {brand.name} {brand.stylesheet}"


def _scripts() -> str:
    return _read() if settings.DEBUG else _kept()


def _read() -> str:
    folder = settings.SITE_DIR / "static" / "js"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)


@cache
def _kept() -> str:
    return _read()


@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """What stands where a page cannot be had: the pages this phone has kept."""
    return render(request, "ui/offline_page.html")
