"""Inside gunicorn: the site as it is, a bare view of any size, and a look at what has been imported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from config.urls import urlpatterns as site_urls


class CountStatements:
    """Says in a header how many statements the answer cost, savepoints and sessions included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen: list[str] = []

        def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            seen.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        # SQLite is told to begin, PostgreSQL is not: left out, so that both count alike.
        response["X-Statements"] = str(sum(not sql.startswith("BEGIN") for sql in seen))
        return response


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """Django, its middleware and as many bytes as the page it is compared with."""
    return HttpResponse(b"x" * size)


def imported(request: HttpRequest) -> JsonResponse:
    return JsonResponse({name: name in sys.modules for name in ("matplotlib", "django")})


urlpatterns = [
    path("bench/bare/<int:size>/", bare),
    path("bench/imported/", imported),
    *site_urls,
]
handler400 = "ui.views.bad_request"
handler403 = "ui.views.permission_denied"
handler404 = "ui.views.not_found"
handler500 = "ui.views.server_error"
