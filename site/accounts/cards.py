"""PIN cards: one A4 sheet for ten pupils, to cut out and hand over.

The QR code opens the sign-in page with the login filled in. It never holds the PIN: a photographed
code alone opens nothing. No NISN and no date of birth either; a card gets lost in the schoolyard.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from . import pins
from .models import Classroom, Pupil, User
from .registry import witness


@transaction.atomic
def print_cards(classroom: Classroom, pupils: list[Pupil], *, actor: User) -> bytes:
    """The sheet as PDF; that it was printed is on record, because it holds PINs."""
    witness(
        "pin_cards_printed", classroom, actor=actor, school=classroom.school, pupils=[p.pk for p in pupils]
    )
    from ui import pdf

    return pdf.render("accounts/pin_cards.typ", sheet(classroom, pupils))


def sheet(classroom: Classroom, pupils: list[Pupil]) -> dict[str, Any]:
    """What the template prints."""
    return {
        "school": classroom.school.name,
        "classroom": classroom.name,
        "site": settings.SITE_BASE_URL.partition("://")[2],
        "cards": [card(pupil) for pupil in pupils],
        "words": {
            "login": _("Login"),
            "pin": _("First PIN"),
            "class": _("Class"),
            "changed": _("PIN already changed"),
            "hint": _("Scan the code or open %(site)s/masuk, then choose a PIN of your own.")
            % {"site": settings.SITE_BASE_URL.partition("://")[2]},
        },
    }


def card(pupil: Pupil) -> dict[str, str]:
    from ui import codes

    user = pupil.user
    return {
        "name": user.name,
        "login": user.username,
        "pin": pins.first_pin(user) if pins.is_waiting(user) else "",
        "qr": codes.qr_svg(sign_in_url(user)),
    }


def sign_in_url(user: User) -> str:
    """Absolute address of the sign-in page with this person's login filled in."""
    return f"{settings.SITE_BASE_URL}{reverse('account_login')}?{urlencode({'login': user.username})}"
