"""Questions that need more than one table. None of them reads the journal itself to add it up."""

from .classes import ClassLine, ClassTable, class_lines, class_table, classes_of, quiet_by_class
from .counters import PublicCounters, public_counters
from .kinds import Kinds, kinds_of
from .readers import (
    ReaderDay,
    ReaderStanding,
    ReaderSums,
    pause_of,
    pupil_of,
    reader_standing,
    reader_sums,
    reads_at,
    staff_school_of,
    streak_of,
)
from .schools import CityTable, SchoolLine, SchoolTable, city_table, school_table
from .titles import find_titles

__all__ = [
    "CityTable",
    "ClassLine",
    "ClassTable",
    "Kinds",
    "PublicCounters",
    "ReaderDay",
    "ReaderStanding",
    "ReaderSums",
    "SchoolLine",
    "SchoolTable",
    "city_table",
    "class_lines",
    "class_table",
    "classes_of",
    "find_titles",
    "kinds_of",
    "pause_of",
    "public_counters",
    "pupil_of",
    "quiet_by_class",
    "reader_standing",
    "reader_sums",
    "reads_at",
    "school_table",
    "staff_school_of",
    "streak_of",
]
