"""PIN cards: one A4 sheet for ten pupils, to cut out and hand over.

The QR code opens the sign-in page with the login filled in. It never holds the PIN: a photographed
code alone opens nothing. No NISN and no date of birth either; a card gets lost in the schoolyard.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ui import codes, pdf

from . import pins
from .models import Classroom, Pupil, User
from .registry import witness


@transaction.atomic
def print_cards(classroom: Classroom, pupils: list[Pupil], *, actor: User, base_url: str) -> bytes:
    """The sheet as PDF; that it was printed is on record, because it holds PINs.

    `base_url` is the address under which the teacher reached the site: pupils reach it there too.
    """
    witness(
        "pin_cards_printed", classroom, actor=actor, school=classroom.school, pupils=[p.pk for p in pupils]
    )
    return pdf.render("accounts/pin_cards.typ", sheet(classroom, pupils, base_url.rstrip("/")))


def sheet(classroom: Classroom, pupils: list[Pupil], base_url: str) -> dict[str, Any]:
    """What the template prints."""
    site = base_url.partition("://")[2]
    return {
        "title": _("PIN cards of %(classroom)s") % {"classroom": classroom.name},
        "school": classroom.school.name,
        "classroom": classroom.name,
        "cards": [card(pupil.user, base_url) for pupil in pupils],
        "words": {
            "login": _("Login"),
            "pin": _("First PIN"),
            "class": _("Class"),
            "changed": _("PIN already changed"),
            "qr": _("QR code to sign in:"),
            "hint": _("Scan the code or open %(site)s/masuk, then choose a PIN of your own.")
            % {"site": site},
        },
    }


def card(user: User, base_url: str) -> dict[str, str]:
    """One card; `pin` is empty once the pupil has chosen their own."""
    return {
        "name": user.name,
        "login": user.username,
        "pin": pins.first_pin(user) if pins.is_waiting(user) else "",
        "qr": codes.qr_svg(sign_in_url(user, base_url)),
    }


def sign_in_url(user: User, base_url: str) -> str:
    """Absolute address of the sign-in page with this person's login filled in."""
    return f"{base_url}{reverse('account_login')}?{urlencode({'login': user.username})}"
