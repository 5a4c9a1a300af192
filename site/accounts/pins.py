"""First PINs: derived from the account, neither stored nor hashed.

A new account has an unusable password, `must_change_password` and a `pin_serial`. Its first PIN is an
HMAC of the two numbers that name it (primary key, serial) under the installation's SECRET_KEY, cut
down to six digits. Why derived:

- a school loads 500 pupils at once, and 500 slow hashes would take minutes on a small machine;
- a lost card can be printed again, for as long as the pupil has not chosen a PIN of their own, and
  nobody finds a list of PINs in the database or in a backup of it;
- a reset is one increment of `pin_serial`, which makes every earlier card worthless.

The first PIN opens the account only while `must_change_password` is true, and then only the page that
asks for a new one (see accounts.middleware). A changed SECRET_KEY makes other PINs: print the cards of
those who have not signed in yet again, or keep the old key in SECRET_KEY_FALLBACKS until they have.
PINs and passwords that people chose are hashed as usual and do not depend on the key.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from .models import User

DIGITS = 6
SALT = "accounts.pins.first_pin"


def first_pin(user: User) -> str:
    """The six digits on the person's card; worth nothing once they chose their own (`is_waiting`)."""
    return _derive(user, settings.SECRET_KEY)


def is_waiting(user: User) -> bool:
    """Whether the first PIN still opens the account."""
    return user.must_change_password and user.pin_serial > 0


def opens(user: User, typed: str) -> bool:
    """Whether `typed` is the person's valid first PIN. Takes the same time for every wrong guess."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    matches = [constant_time_compare(_derive(user, key), typed) for key in keys]
    return is_waiting(user) and any(matches)


def is_trivial(text: str) -> bool:
    """True for what a classmate tries first: 000000, 123456, 987654, 121212, 123123, abcdef."""
    if not text:
        return True
    if any(text == (text[:size] * len(text))[: len(text)] for size in (1, 2, 3) if len(text) > size):
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1}) or text in "01234567890" or text in "09876543210"


def _derive(user: User, key: str) -> str:
    counter = 0
    while True:
        value = f"{user.pk}:{user.pin_serial}:{counter}"
        digest = salted_hmac(SALT, value, secret=key, algorithm="sha256").digest()
        pin = f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"
        if not is_trivial(pin):
            return pin
        counter += 1
