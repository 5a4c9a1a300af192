"""Passwords as allauth checks them, and first PINs."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from . import pins
from .models import User


class SignInBackend(AuthenticationBackend):
    """The only backend that checks a secret: two of them would hash every wrong password twice."""

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        """A valid first PIN opens the account; anything else costs the usual time of a hash."""
        if not isinstance(user, User) or not pins.opens(user, password):
            return super()._check_password(user, password)
        self._did_check_password = True
        if self.user_can_authenticate(user):
            return user
        self._stash_user(user)  # allauth then says that the account is closed
        return None
