"""Addresses that visitors send along, such as where to go back to."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, sent: str | None) -> str:
    """The address if it is a path on this site, else "".

    A word without a slash is refused too: `redirect` would take it for the name of a view.
    """
    sent = sent or ""
    safe = sent.startswith("/") and url_has_allowed_host_and_scheme(sent, {request.get_host()})
    return sent if safe else ""
