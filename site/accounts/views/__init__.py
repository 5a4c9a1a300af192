"""The own account, schools with their people, classes with their PIN cards."""

from .classes import class_pupils, pin_cards, pupil_pin
from .entrance import sign_in, slow_down
from .own import choose_pin, own_data, profile
from .people import create_staff, grant_role, person, person_pin, remove_second_factor, revoke_role
from .schools import add_school, school, schools

__all__ = [
    "add_school",
    "choose_pin",
    "class_pupils",
    "create_staff",
    "grant_role",
    "own_data",
    "person",
    "person_pin",
    "pin_cards",
    "profile",
    "pupil_pin",
    "remove_second_factor",
    "revoke_role",
    "school",
    "schools",
    "sign_in",
    "slow_down",
]
