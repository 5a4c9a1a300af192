"""The verbs of accounts. Each is one transaction: lock, check again, write, witness."""

from .calendars import add_holiday, delete_holiday, set_school_days
from .consents import Guardian, answer_by_link, links_for, record_on_paper, revoke_link, withdraw_consent
from .passwords import choose_password, remove_second_factor, reset_pin
from .people import create_admin, create_staff
from .roles import grant_role, revoke_role
from .schools import add_school

__all__ = [
    "Guardian",
    "add_holiday",
    "add_school",
    "answer_by_link",
    "choose_password",
    "create_admin",
    "create_staff",
    "delete_holiday",
    "grant_role",
    "links_for",
    "record_on_paper",
    "remove_second_factor",
    "reset_pin",
    "revoke_link",
    "revoke_role",
    "set_school_days",
    "withdraw_consent",
]
