"""Where a reader sat on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Classroom, Enrolment, School, User

from ..exceptions import NotAReader
from ..queries import pupil_of, staff_school_of


@dataclass(frozen=True)
class Placement:
    school: School
    classroom: Classroom | None
    by_staff: bool = False
    now: bool = False  # whether the reader still sits there, in a year that is not over


def placement_of(reader: User, day: dt.date) -> Placement:
    """The class that sat on `day`, else the one the reader sits in now, else the school alone.

    Teachers and principals read too: at their school, in no class.
    """
    pupil = pupil_of(reader)
    if pupil is None:
        school = staff_school_of(reader)
        if school is None:
            raise NotAReader
        return Placement(school, None, by_staff=True)
    seats = list(Enrolment.objects.filter(pupil=pupil).select_related("classroom__year"))
    then = [s for s in seats if s.starts_on <= day and (s.ends_on is None or day <= s.ends_on)]
    now = [s for s in seats if s.ends_on is None]
    seat = next(iter(then + now), None)
    if seat is None:
        return Placement(pupil.school, None)
    lasts = seat.ends_on is None and seat.classroom.year.ends_on >= pupil.school.today()
    return Placement(pupil.school, seat.classroom, now=lasts)
