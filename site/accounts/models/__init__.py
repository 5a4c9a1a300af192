"""People and the places they belong to."""

from .calendars import SchoolHoliday
from .grants import Grant, Role
from .people import Gender, Pupil, User
from .rosters import RosterImport
from .schools import AcademicYear, Classroom, Enrolment, School, SchoolKind, TimeZone

__all__ = [
    "AcademicYear",
    "Classroom",
    "Enrolment",
    "Gender",
    "Grant",
    "Pupil",
    "Role",
    "RosterImport",
    "School",
    "SchoolHoliday",
    "SchoolKind",
    "TimeZone",
    "User",
]
