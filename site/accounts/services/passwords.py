"""A new first PIN from the teacher; a chosen one from the person."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import pins
from accounts.exceptions import OutOfScope, PinWasReset
from accounts.models import Pupil, User
from accounts.permissions import may_reset
from accounts.registry import witness

from .locks import lock_person


@transaction.atomic
def reset_pin(person: User, *, actor: User) -> str:
    """Give the person a new first PIN and return it; every device they are signed in on is signed out.

    Sessions carry a digest of the password's hash; another unusable password ends them all.
    Raises OutOfScope where the actor may not.
    """
    locked = lock_person(person)
    if not may_reset(actor, locked):
        raise OutOfScope
    locked.pin_serial += 1
    locked.must_change_password = True
    locked.set_unusable_password()
    locked.save(update_fields=["pin_serial", "must_change_password", "password"])
    pupil = Pupil.objects.filter(user=locked).select_related("school").first()
    school = pupil.school if pupil else None
    witness("pin_reset", locked, actor=actor, school=school, serial=locked.pin_serial)
    return pins.first_pin(locked)


@transaction.atomic
def remove_second_factor(person: User, *, actor: User) -> None:
    """For somebody who lost phone and recovery codes; where it is required they set up a new one.

    Signs them out everywhere too, as whoever holds the lost phone may be signed in: a new first PIN.
    """
    locked = lock_person(person)
    if not may_reset(actor, locked):
        raise OutOfScope
    Authenticator.objects.filter(user=locked).delete()
    witness("second_factor_removed", locked, actor=actor)
    reset_pin(locked, actor=actor)


@transaction.atomic
def choose_password(person: User, password: str) -> None:
    """Store the person's own PIN or password; `person` carries it afterwards, so the session can go on.

    Raises PinWasReset if a teacher reset the PIN since `person` was read.
    """
    locked = lock_person(person)
    if locked.pin_serial != person.pin_serial:
        raise PinWasReset
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    witness("password_chosen", person, actor=person)
