"""The own account, schools with their people, classes with their PIN cards."""

from .classes import class_pupils, pin_cards, pupil_pin
from .own import choose_pin, own_data, profile, slow_down
from .people import create_staff, grant_role, person, person_pin, revoke_role
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
    "revoke_role",
    "school",
    "schools",
    "slow_down",
]
