"""The verbs of accounts. Each is one transaction: lock, check again, write, witness."""

from .passwords import choose_password, remove_second_factor, reset_pin
from .people import create_admin, create_staff
from .roles import grant_role, revoke_role
from .schools import add_school

__all__ = [
    "add_school",
    "choose_password",
    "create_admin",
    "create_staff",
    "grant_role",
    "remove_second_factor",
    "reset_pin",
    "revoke_role",
]
