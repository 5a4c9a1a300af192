"""What a person must do before anything else: choose a PIN of their own, set up a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from .permissions import needs_second_factor

FOR_EVERYBODY = frozenset(
    {"brand_colours", "drawn_cover", "drawn_hero", "drawn_scene", "drawn_share", "manifest", "service_worker"}
)
ALWAYS_OPEN = FOR_EVERYBODY | {
    "account_logout",
    "choose_language",
    "offline_page",
    "account_reauthenticate",
    "mfa_reauthenticate",
}
STEPS = {
    "choose_pin": ALWAYS_OPEN | {"choose_pin"},
    "mfa_activate_totp": ALWAYS_OPEN
    | {"mfa_activate_totp", "mfa_index", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"},
}


class FirstThingsFirst:
    """Leads people who still have a step to take to its page, whatever page they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        asked = request.resolver_match.url_name if request.resolver_match else None
        if asked in FOR_EVERYBODY:  # for everyone, and so without asking who it is
            return None
        step = pending_step(request)
        if step is None or asked in STEPS[step]:
            return None
        url = reverse(step)
        if request.method == "GET" and asked != step:
            url += "?" + urlencode({"next": request.get_full_path()})
        return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def pending_step(request: HttpRequest) -> str | None:
    """The URL name of the step this visitor must take first, if any."""
    user = request.user
    if not user.is_authenticated:
        return None
    if user.must_change_password:
        return "choose_pin"
    if needs_second_factor(user) and not is_mfa_enabled(user):
        return "mfa_activate_totp"
    return None
