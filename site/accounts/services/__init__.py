"""The verbs of accounts. Each is one transaction: lock, check again, write, witness."""

from .calendars import add_holiday, delete_holiday, set_school_days
from .passwords import choose_password, remove_second_factor, reset_pin
from .people import create_admin, create_staff
from .roles import grant_role, revoke_role
from .schools import add_school

__all__ = [
    "add_holiday",
    "add_school",
    "choose_password",
    "create_admin",
    "create_staff",
    "delete_holiday",
    "grant_role",
    "remove_second_factor",
    "reset_pin",
    "revoke_role",
    "set_school_days",
]
