"""Google, for schools with belajar.id accounts: a second door to an account that already exists."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .models import User

DOMAIN = "belajar.id"


class SocialAdapter(DefaultSocialAccountAdapter):
    """Lets in a verified *.belajar.id address that one active account carries; makes no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Checked on every sign-in, known or not: a school may have left belajar.id since."""
        email = verified_email(sociallogin)
        if not email or sociallogin.state.get("process") == "connect":
            raise _refuse(request, _("Use the belajar.id account that your school gave you."))
        people = list(User.objects.filter(email__iexact=email, is_active=True)[:2])
        if len(people) != 1:
            raise _refuse(
                request,
                _("No account here carries this e-mail address. Sign in with your card, or ask your school."),
            )
        sociallogin.user = people[0]

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not this way: allauth would erase the person's own PIN. See `pre_social_login`."""


def verified_email(sociallogin: SocialLogin) -> str:
    """The address Google vouches for, if both it and Google's `hd` claim belong to belajar.id."""
    claims = sociallogin.account.extra_data or {}
    email = str(claims.get("email") or "").strip().lower()
    if claims.get("email_verified") is not True and claims.get("verified_email") is not True:
        return ""
    hosted, own = str(claims.get("hd") or "").lower(), email.rpartition("@")[2]
    return email if is_belajar_id(hosted) and own == hosted else ""


def is_belajar_id(domain: str) -> bool:
    """`belajar.id` or below it. The dot matters: evilbelajar.id is somebody else's."""
    return domain == DOMAIN or domain.endswith(f".{DOMAIN}")


def _refuse(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    messages.error(request, sentence)
    return ImmediateHttpResponse(redirect("account_login"))
