"""The link at the end of an e-mail. Mail programs post to it themselves (RFC 8058), without a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from notices import unsubscribing


@csrf_exempt  # the signed token is the permission; there is nothing else a forged form could reach
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, because scanners of mail open every link; POST stops."""
    asked = unsubscribing.read(token)
    if asked is None:
        return _unlisted(render(request, "notices/unsubscribe.html", {"stop": None}, status=404))
    if request.method == "POST":
        unsubscribing.stop(asked)
    context = {"stop": asked, "done": request.method == "POST"}
    return _unlisted(render(request, "notices/unsubscribe.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
