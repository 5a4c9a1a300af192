"""How allauth behaves here: no sign-up, limits by account, people land on their own page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import limits, services
from .landing import landing_url
from .logins import normalise
from .models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the roster and from operators, never from a sign-up form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for a wrong PIN, a wrong school code and an account that does not exist.
        "username_password_mismatch": _(
            "The login and the PIN do not match. Check both and the school code; "
            "pupils who forgot their PIN ask their teacher for a new one."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_url(request.user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Every way to a new password ends here: changed, set, or reset by e-mail."""
        assert isinstance(user, User)
        services.choose_password(user, password)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # By account alone. allauth would add the Host header, which a visitor may vary.
        return f"login:{normalise(credentials.get('username', ''))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts this try; says when to come back where there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            minutes = limits.minutes_to_wait(request, action="login_failed", key=key)
            raise ValidationError(_too_many(minutes), code="too_many_login_attempts") from error


def _too_many(minutes: int) -> str:
    return ngettext(
        "Too many wrong tries. For safety, wait a little: try again in %(minutes)d minute.",
        "Too many wrong tries. For safety, wait a little: try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
