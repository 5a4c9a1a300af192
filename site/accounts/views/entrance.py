"""The way in."""

from __future__ import annotations

from allauth.account.views import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.logins import resolve


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """allauth's sign-in, for devices that go from hand to hand.

    A card that is not the one of whoever is still signed in first asks to sign that person out, instead
    of opening their pages.
    """
    card = request.GET.get("login", "")
    if request.method == "GET" and card and _is_somebody_else(request, card):
        return render(request, "accounts/other_card.html", {"again": request.get_full_path()})
    return login(request)


def _is_somebody_else(request: HttpRequest, card: str) -> bool:
    return request.user.is_authenticated and resolve(card) != request.user.get_username()


def slow_down(request: HttpRequest) -> HttpResponse:
    """What allauth answers when one network tries far too often (handler429)."""
    return render(request, "accounts/slow_down.html", status=429)
