"""Which programmes somebody sees, who is meant by them, and the periods they are cut into."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.calendar import SchoolCalendar, days_between
from accounts.models import Classroom, Enrolment, Grant, Role, School, SchoolHoliday, User
from accounts.permissions import scope_of

from ..counting import Plan
from ..counting.periods import days_in, period_of
from ..models import Interval, Programme, State
from ..models.programmes import ProgrammeQuerySet
from .readers import READING_STAFF, pupil_of, staff_school_of

DESK_ROLES = (Role.TEACHER, Role.LIBRARIAN, Role.ORGANISER, Role.SCHOOL_ADMIN, Role.PRINCIPAL)
PLANNERS = (Role.LIBRARIAN, Role.SCHOOL_ADMIN)


def programmes_of(user: User) -> ProgrammeQuerySet:
    """What the user sees at the desk: the programmes of their schools and the city's; drafts only where
    they may run them."""
    scope = scope_of(user)
    rows = Programme.objects.select_related("school", "reading_list")
    if scope.city:
        return rows
    here = scope.school_ids(*DESK_ROLES)
    schools = Programme.schools.through.objects.filter(programme=OuterRef("pk"))
    for_city = Q(school__isnull=True) & (~Exists(schools) | Exists(schools.filter(school__in=here)))
    started = ~Q(state=State.DRAFT) & (Q(school__in=here) | for_city)
    return rows.filter(started | _run_by(user))


def _run_by(user: User) -> Q:
    """The QuerySet twin of `permissions.runs_programme`, for everybody but the city."""
    scope = scope_of(user)
    rooms = Programme.classrooms.through.objects.filter(programme=OuterRef("pk"))
    own = Exists(rooms) & ~Exists(rooms.exclude(classroom__in=scope.classrooms)) & Q(for_staff=False)
    return Q(school__in=scope.school_ids(*PLANNERS)) | own


@dataclass(frozen=True)
class Home:
    """Where somebody may plan programmes: a whole school, or some classes of it. No school: the city."""

    school: School | None
    classrooms: tuple[Classroom, ...] = ()
    whole: bool = True


def homes_of(user: User) -> list[Home]:
    scope = scope_of(user)
    if scope.city:
        return [Home(None)]
    schools = School.objects.filter(pk__in=scope.school_ids(*PLANNERS))
    homes = [Home(school) for school in schools]
    rooms: dict[School, list[Classroom]] = defaultdict(list)
    for room in Classroom.objects.current().filter(pk__in=scope.classrooms).select_related("school"):
        if room.school not in schools:
            rooms[room.school].append(room)
    return homes + [Home(school, tuple(own), whole=False) for school, own in rooms.items()]


@dataclass(frozen=True)
class Seat:
    """Where a reader reads today: what decides which programmes mean them."""

    school: School
    classroom: Classroom | None = None
    by_staff: bool = False


def seat_of(reader: User) -> Seat | None:
    pupil = pupil_of(reader)
    if pupil:
        room = Classroom.objects.filter(enrolments__pupil=pupil, enrolments__ends_on__isnull=True).first()
        return Seat(pupil.school, room)
    school = staff_school_of(reader)
    return Seat(school, by_staff=True) if school else None


def means(plan: Plan, seat: Seat) -> bool:
    """Whether the programme is for whoever sits there; the same as counting.rules.audience_of says."""
    programme, room = plan.programme, seat.classroom
    if not plan.may_concern(seat.school.pk, room.pk if room else None):
        return False
    if seat.by_staff:
        return programme.for_staff
    if not programme.for_pupils:
        return False
    if programme.grades and (room is None or room.grade not in programme.grades):
        return False
    return not plan.classrooms or (room is not None and room.pk in plan.classrooms)


def plans_meaning(seat: Seat) -> list[Plan]:
    """The running programmes that mean this seat today; one query."""
    today = seat.school.today()
    found = Programme.objects.running().for_schools([seat.school.pk]).on(today).order_by("ends_on", "pk")
    return [plan for programme in found if means(plan := Plan.of(programme), seat)]


def today_of_programme(programme: Programme) -> dt.date:
    return programme.school.today() if programme.school else timezone.localdate()


# --- Who is meant --------------------------------------------------------------------------------
def reference_day(programme: Programme) -> dt.date:
    """The day on which the seats are counted: today, or the programme's nearest day."""
    return max(programme.starts_on, min(today_of_programme(programme), programme.ends_on))


def seats_meant(plan: Plan, school_ids: Iterable[int] | None = None) -> QuerySet[Enrolment]:
    """The seats of the pupils it is for."""
    programme, day = plan.programme, reference_day(plan.programme)
    seats = Enrolment.objects.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    seats = seats.filter(Q(pupil__left_on__isnull=True) | Q(pupil__left_on__gte=day))
    if not programme.for_pupils:
        return seats.none()
    if programme.school_id:
        seats = seats.filter(classroom__school=programme.school_id)
    elif plan.schools:
        seats = seats.filter(classroom__school__in=plan.schools)
    if school_ids is not None:
        seats = seats.filter(classroom__school__in=list(school_ids))
    if plan.classrooms:
        seats = seats.filter(classroom__in=plan.classrooms)
    return seats.filter(classroom__grade__in=programme.grades) if programme.grades else seats


def staff_meant(plan: Plan, school_ids: Iterable[int] | None = None) -> dict[int, int]:
    """School id → how many of its staff read along."""
    programme = plan.programme
    if not programme.for_staff:
        return {}
    grants = Grant.objects.filter(role__in=READING_STAFF, user__is_active=True)
    if programme.school_id:
        grants = grants.filter(school=programme.school_id)
    elif plan.schools:
        grants = grants.filter(school__in=plan.schools)
    if school_ids is not None:
        grants = grants.filter(school__in=list(school_ids))
    return dict(grants.order_by().values_list("school").annotate(Count("user", distinct=True)))


# --- Periods -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Period:
    """One interval with at least one school day in it. `first` is its name in the standings."""

    first: dt.date
    starts_on: dt.date
    ends_on: dt.date


def calendars_of(schools: Iterable[School], first: dt.date, last: dt.date) -> dict[int, SchoolCalendar]:
    """The calendars of many schools in one query."""
    schools = list(schools)
    own: dict[int, dict[dt.date, str]] = defaultdict(dict)
    for holiday in SchoolHoliday.objects.filter(school__in=schools).between(first, last):
        days = days_between(max(first, holiday.starts_on), min(last, holiday.ends_on))
        own[holiday.school_id].update(dict.fromkeys(days, holiday.name))
    return {school.pk: SchoolCalendar(school, first, last, own[school.pk]) for school in schools}


def periods_until(plan: Plan, calendar: SchoolCalendar, day: dt.date) -> list[Period]:
    """The periods of the programme that have begun by `day`, oldest first; days without lessons make none."""
    programme = plan.programme
    if programme.interval == Interval.WHOLE:
        whole = Period(programme.starts_on, programme.starts_on, programme.ends_on)
        return [whole] if programme.starts_on <= day else []
    last = min(day, programme.ends_on)
    if last < programme.starts_on:
        return []
    names = sorted({period_of(plan, one) for one in calendar.school_days(programme.starts_on, last)})
    return [Period(name, *days_in(plan, name)) for name in names]
