"""Logging without a network: the form a phone keeps, and the door through which its entries come in."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from ui.offline import account_key

from .. import handing_in
from ..exceptions import OtherAccount, ReadingError
from ..forms import LogForm
from ..models import ShelfBook
from .doors import today_of

SHELF = 8


@require_safe
def offline_log(request: HttpRequest) -> HttpResponse:
    """The log form with nobody's name in it; a script of ours fills in days and books on the phone."""
    today = timezone.localdate()
    form = LogForm(initial={"client_id": uuid.UUID(int=0), "day": today.isoformat()}, today=today)
    return render(request, "reading/offline_log.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def log_queue(request: SignedInRequest) -> JsonResponse:
    """GET: whose account this is, a fresh token, the books in hand. POST: entries, each with its answer.

    A script asks, so nobody is led to the sign-in page; asking whose account it is is no error of a stranger.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"state": "sign_in"}, status=200 if request.method == "GET" else 401)
    if not request.user.has_perm("reading.keep_journal"):
        return JsonResponse({"state": "not_a_reader"}, status=403)
    if request.method == "GET":
        return JsonResponse(_greeting(request))
    try:
        entries = handing_in.read_batch(request.body, request.user)
    except ReadingError as error:
        status = 409 if isinstance(error, OtherAccount) else 400
        return JsonResponse({"state": "unread", "sentence": str(error)}, status=status)
    today = today_of(request)
    return JsonResponse({"entries": [handing_in.hand_in(request.user, entry, today) for entry in entries]})


def _greeting(request: SignedInRequest) -> dict[str, Any]:
    shelf = _in_hand(request.user)
    return {"account": account_key(request.user), "token": get_token(request), "shelf": shelf}


def _in_hand(reader: User) -> list[dict[str, Any]]:
    books = ShelfBook.objects.of(reader).reading().latest_first()[:SHELF]
    return [{"id": book.pk, "name": book.name, "page": book.next_page} for book in books]
