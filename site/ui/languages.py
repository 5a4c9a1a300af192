"""Which language an address is in, and where the same page stands in another.

Content in a second language has addresses of its own (`/en/…`); everything else has one address, and the
visitor's choice (a cookie) decides the language of the words around it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

# A later app registers: (request, path, language) → the address of that page in that language, or "".
counterparts: list[Callable[[HttpRequest, str, str], str]] = []


def language_of_address(path: str) -> str:
    """The language a path begins with (`/en/…`), or "" where the path says nothing."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE else ""


def chosen_language(request: HttpRequest) -> str:
    """What the visitor has chosen, or ""."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def counterpart_of(request: HttpRequest, path: str, language: str) -> str:
    """The address of the same page in that language; "" where only its frame changes."""
    return next((found for find in counterparts if (found := find(request, path, language))), "")
