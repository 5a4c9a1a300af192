"""What a PIN or a password must be: children remember six digits, staff guard many children's data."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import pins
from .models import Grant, Pupil, User

PUPIL_LENGTH = 6
STAFF_LENGTH = 10


def pupil_of(user: User | None) -> Pupil | None:
    """The pupil, if the person is only that: someone with a role guards more than their own page."""
    if user is None or user.pk is None or Grant.objects.filter(user=user).exists():
        return None
    return Pupil.objects.filter(user=user).first()


def rule_for(user: User | None) -> str:
    """The rule in one sentence, for the form."""
    if pupil_of(user):
        return _("At least 6 digits or letters. Not your NIS, not your date of birth, not 123456.")
    return _("At least 10 characters, and nothing that is easy to guess.")


class FitsThePerson:
    """A pupil: 6 characters, none of their own numbers. Everyone else: 10, no common password."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator()

    def validate(self, password: str, user: User | None = None) -> None:
        pupil = pupil_of(user)
        shortest = PUPIL_LENGTH if pupil else STAFF_LENGTH
        if len(password) < shortest:
            raise ValidationError(
                ngettext(
                    "Too short: use at least %(count)d character.",
                    "Too short: use at least %(count)d characters.",
                    shortest,
                )
                % {"count": shortest},
                code="too_short",
            )
        if user is not None and pins.opens(user, password):
            raise ValidationError(_("This is the PIN on the card. Choose another one."), code="first_pin")
        if pins.is_trivial(password) or self._is_common(password):
            raise ValidationError(_("Too easy to guess. Choose another one."), code="trivial")
        if user is not None and password.casefold() in _own_words(user, pupil):
            raise ValidationError(
                _("Do not use your NIS, your name or your date of birth."), code="own_number"
            )

    def _is_common(self, password: str) -> bool:
        return password.lower().strip() in self.common.passwords

    def get_help_text(self) -> str:
        return rule_for(None)


def _own_words(user: User, pupil: Pupil | None) -> set[str]:
    words = {user.username, user.name, user.name.replace(" ", ""), user.email}
    if pupil:
        words |= {pupil.nis, pupil.nis.zfill(PUPIL_LENGTH), pupil.nisn}
        words |= _ways_to_write(pupil.birth_date) if pupil.birth_date else set()
    return {word.casefold() for word in words if word}


def _ways_to_write(day: dt.date) -> set[str]:
    orders = ("%d%m%Y", "%d%m%y", "%Y%m%d", "%y%m%d", "%m%d%Y", "%m%d%y")
    marks = ("", "-", "/", ".")
    spaced = ("%d{0}%m{0}%Y", "%d{0}%m{0}%y", "%Y{0}%m{0}%d")
    return {day.strftime(order) for order in orders} | {
        day.strftime(order.format(mark)) for order in spaced for mark in marks
    }
