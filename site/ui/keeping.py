"""Pages kept for strangers, and correct the moment something is published.

What visitors without a session see is the same for all of them, so it is kept whole and handed out before
Django looks for a session, a language or a page. Every kept answer belongs to an *edition*. Whoever changes
what the public sees calls `new_edition()` after the commit, in whichever process: from then on nobody finds
an answer of the edition before. Answers last a minute besides, because figures on them live on.

Django's own cache middleware keeps answers by everything a cookie holds, honours only lifetimes a browser is
told as well, and cannot forget; a browser must ask us again each time, and is answered 304 where it can be.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

SECONDS = 60
STORE = "kept"
EDITION = "edition"
MARK = "_for_strangers"
PAGE_PARAMETER = "halaman"
LEFT_OUT = {"Date", "Server", "Connection", "Transfer-Encoding"}

T = TypeVar("T")


def edition() -> str:
    """The name of what is public now; another name after anything was published."""
    store = caches[STORE]
    return store.get(EDITION) or store.get_or_set(EDITION, _fresh_name, None) or ""


def new_edition() -> None:
    """Everything kept is out of date once the running transaction commits."""
    transaction.on_commit(lambda: caches[STORE].set(EDITION, _fresh_name(), None))


def remember(key: str, make: Callable[[], T], seconds: int = SECONDS) -> T:
    """What `make` answers, kept for this edition only. Not for anything that belongs to one visitor."""
    return cast(T, caches[STORE].get_or_set(f"{edition()}:{key}", make, seconds))


def _fresh_name() -> str:
    return secrets.token_hex(6)


def for_strangers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Says that everybody without a session may be shown this very answer.

    Not said of a preview, to a person with a session, or of a page that carries a form's token.
    """
    if getattr(request, "is_preview", False) or not _is_stranger(request):
        return response
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(lambda rendered: _mark(request, rendered))
        else:
            _mark(request, response)
    return response


def _mark(request: HttpRequest, response: HttpResponse) -> None:
    if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE") and not response.cookies:
        # Kept by a browser or a proxy, but asked about each time: an older edition is never shown.
        patch_cache_control(response, public=True, no_cache=True)
        setattr(response, MARK, True)


def _is_stranger(request: HttpRequest) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


class KeptPages:
    """Stands before sessions and languages, behind the security headers and the redirect to HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (settings.KEEP_PAGES and may_be_kept(request)):
            return self.get_response(request)
        key = _key(request)
        if kept := caches[STORE].get(key):
            return _answer(request, kept)
        response = self.get_response(request)
        return _answer(request, _keep(key, response)) if _is_ripe(request, response) else response


def may_be_kept(request: HttpRequest) -> bool:
    """A stranger's plain question. Free queries are left out: they could fill the store."""
    if request.method != "GET" or not _is_stranger(request):
        return False
    query = request.META.get("QUERY_STRING", "")
    name, _, value = query.partition("=")
    return not query or (name == PAGE_PARAMETER and value.isascii() and value.isdigit() and len(value) < 5)


def _key(request: HttpRequest) -> str:
    """Address, language and encoding; `get_host` refuses hosts that are not ours."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    chosen = language if language in dict(settings.LANGUAGES) else ""
    zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return f"{edition()}:{request.scheme}:{request.get_host()}:{chosen}:{zipped:d}:{request.get_full_path()}"


def _is_ripe(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        getattr(response, MARK, False)
        and not response.streaming
        and not response.cookies
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
    )


def _keep(key: str, response: HttpResponse) -> dict[str, Any]:
    response.headers.setdefault("ETag", quote_etag(_fresh_name()))
    patch_vary_headers(response, ("Accept-Encoding",))
    headers = {name: value for name, value in response.items() if name not in LEFT_OUT}
    kept = {"content": response.content, "headers": headers}
    caches[STORE].set(key, kept, SECONDS)
    return kept


def _answer(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(kept["content"], headers=kept["headers"])
    etag = kept["headers"]["ETag"]
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
