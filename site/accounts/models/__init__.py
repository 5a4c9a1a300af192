"""People and the places they belong to."""

from .calendars import SchoolHoliday
from .consents import Channel, Consent, GuardianLink, Relation
from .grants import Grant, Role
from .people import Gender, Pupil, User
from .rosters import RosterImport
from .schools import AcademicYear, Classroom, Enrolment, School, SchoolKind, TimeZone

__all__ = [
    "AcademicYear",
    "Channel",
    "Classroom",
    "Consent",
    "Enrolment",
    "Gender",
    "Grant",
    "GuardianLink",
    "Pupil",
    "Relation",
    "Role",
    "RosterImport",
    "School",
    "SchoolHoliday",
    "SchoolKind",
    "TimeZone",
    "User",
]
