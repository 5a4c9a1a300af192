"""Ready-made people for the sign-in tests."""

from __future__ import annotations

from accounts.models import Pupil, User
from tests.factories.accounts import PupilFactory, SchoolFactory, UserFactory


def new_pupil(code: str = "smp1", nis: str = "1001", **traits) -> Pupil:
    """As the roster makes them: no password, a first PIN."""
    school = traits.pop("school", None) or SchoolFactory(code=code)
    pupil = PupilFactory(school=school, nis=nis, user__username=f"{school.code}-{nis}", **traits)
    fresh(pupil.user)
    return pupil


def fresh(user: User) -> User:
    user.set_unusable_password()
    user.must_change_password, user.pin_serial = True, 1
    user.save()
    return user


def settled(user: User | None = None, password: str = "bintang-42-senja") -> User:
    """Someone who has chosen a password of their own."""
    user = user or UserFactory()
    user.set_password(password)
    user.must_change_password = False
    user.save()
    return user
