"""What a phone may keep and show without a network. Apps add to it in `apps.ready()`.

readable   names of routes whose pages anybody may read: kept on the phone after a visit.
shells     "/address/" → route of the page that stands for it without a network. Shells hold nothing personal.
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac

HEADER = "X-Offline"

readable: set[str] = {"wagtail_serve"}
shells: dict[str, str] = {}


def account_key(user: AbstractBaseUser | AnonymousUser | None) -> str:
    """The name of an account on a phone: the same every time, and it leads nobody to the person."""
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("ui.offline", str(user.pk)).hexdigest()[:20]
