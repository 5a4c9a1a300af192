"""A new page that the CMS keeps by itself while its editor is already pressing a button.

A refused publication is kept as a draft in the background at once. Until the form hears of it, it still asks
for a new page: that would find its own address taken. So the draft makes room for what the same form sends
next, which holds everything the draft holds.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

SECONDS = 60


def remember(request: HttpRequest, page: Page) -> None:
    """Called when a page was made; only the background asks for JSON."""
    if in_background(request) and (key := _key(request)):
        cache.set(key, page.pk, SECONDS)


def make_room(request: HttpRequest, parent: Page) -> None:
    """Takes away the draft that the same form left a moment ago, as long as nobody has worked on it since."""
    if request.method != "POST" or in_background(request) or not (key := _key(request)):
        return
    drafts = Page.objects.child_of(parent).filter(
        pk=cache.get(key), owner=request.user, live=False, locked=False
    )
    draft = drafts.filter(first_published_at=None).first()
    if draft is not None and draft.revisions.count() == 1:
        draft.specific.delete(user=request.user)
        parent.refresh_from_db(fields=["numchild"])
    cache.delete(key)


def in_background(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def _key(request: HttpRequest) -> str:
    """Every rendered form has a token of its own; the key does not give it away."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    return f"autosaved:{request.user.pk}:{hashlib.sha256(token.encode()).hexdigest()}" if token else ""
