"""Accounts for grown-ups. Pupils come with the roster."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Lower

from accounts.exceptions import UsernameTaken
from accounts.logins import normalise
from accounts.models import Classroom, Role, School, User
from accounts.registry import witness

from .roles import grant_role


@transaction.atomic
def create_staff(
    *,
    username: str,
    name: str,
    email: str = "",
    school: School,
    role: Role | str,
    classroom: Classroom | None = None,
    actor: User,
) -> User:
    """A new account with its first role. Its first PIN is `pins.first_pin(user)`.

    Raises UsernameTaken, or OutOfScope for a role the actor may not give; then nothing is made.
    """
    person = _new_account(username, name, email)
    witness("staff_created", person, actor=actor, school=school)
    grant_role(person, role, actor=actor, school=school, classroom=classroom)
    return person


@transaction.atomic
def create_admin(*, username: str, name: str) -> User:
    """The first city administrator of a fresh installation, from the command line."""
    person = _new_account(username, name, "")
    witness("staff_created", person, actor=None, school=None)
    grant_role(person, Role.CITY_ADMIN, actor=None)
    return person


def _new_account(username: str, name: str, email: str) -> User:
    key = normalise(username)
    if User.objects.alias(key=Lower("username")).filter(key=key).exists():
        raise UsernameTaken
    person = User(username=key, name=name, email=email, must_change_password=True, pin_serial=1)
    person.set_unusable_password()
    person.save()
    return person
