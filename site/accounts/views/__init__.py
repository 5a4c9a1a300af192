"""The own account, schools with their people, classes with their PIN cards."""

from .calendars import add_school_holiday, delete_school_holiday, school_calendar, set_school_days
from .classes import class_pupils, pin_cards, pupil_pin
from .consents import (
    class_consents,
    consent_slips,
    make_guardian_link,
    pupil_consents,
    revoke_guardian_link,
    withdraw_consent,
)
from .entrance import sign_in, slow_down
from .guardians import guardian_consent, own_consents
from .own import choose_pin, own_data, profile
from .people import create_staff, grant_role, person, person_pin, remove_second_factor, revoke_role
from .rosters import (
    confirm_roster,
    discard_roster,
    import_roster,
    review_roster,
    roster_errors,
    roster_result,
)
from .schools import add_school, school, schools

__all__ = [
    "add_school",
    "add_school_holiday",
    "choose_pin",
    "class_consents",
    "class_pupils",
    "confirm_roster",
    "consent_slips",
    "create_staff",
    "delete_school_holiday",
    "discard_roster",
    "grant_role",
    "guardian_consent",
    "import_roster",
    "make_guardian_link",
    "own_consents",
    "own_data",
    "person",
    "person_pin",
    "pin_cards",
    "profile",
    "pupil_consents",
    "pupil_pin",
    "remove_second_factor",
    "review_roster",
    "revoke_guardian_link",
    "revoke_role",
    "roster_errors",
    "roster_result",
    "school",
    "school_calendar",
    "schools",
    "set_school_days",
    "sign_in",
    "slow_down",
    "withdraw_consent",
]
