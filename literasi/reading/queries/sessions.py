"""About class sessions: who could take part, and which classes held theirs on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.calendar import ONE_DAY, DayKind, SchoolCalendar, calendar_of, days_between
from accounts.models import Classroom, Enrolment, Grant, Role, School, User
from accounts.permissions import scope_of

from ..models import ClassSession, Journal, ReadingLog
from .readers import READING_STAFF

STRIP_DAYS = 10


def people_of_session(classroom: Classroom, day: dt.date, leader: User) -> QuerySet[User]:
    """Who may be ticked: the class as it sat that day, its teachers, the principal, and the leader.

    `is_pupil` tells them apart; pupils come first, by name. Whoever already took part stays in the list.
    `keeps_journal` says that there is a journal to lock.
    """
    elsewhere = Enrolment.objects.filter(pupil=OuterRef("pupil"), starts_on__lte=day).exclude(
        Q(classroom=classroom) | Q(ends_on__lt=day)
    )
    # A roster loaded late starts everybody's seat late; they sat there all the same.
    sat = (
        Enrolment.objects.filter(Q(starts_on__lte=day) | ~Exists(elsewhere), classroom=classroom)
        .exclude(ends_on__lt=day)
        .exclude(pupil__left_on__lt=day)
        .order_by()
    )
    own = Q(role=Role.TEACHER, classroom=classroom) | Q(role=Role.PRINCIPAL)
    staff = Grant.objects.filter(own, school=classroom.school_id)
    present = ReadingLog.objects.filter(session__classroom=classroom, session__day=day)
    ids = sat.values("pupil__user").union(staff.values("user"), present.values("reader"))
    anybody = Q(pk__in=ids)
    if classroom.school_id in scope_of(leader).school_ids(*READING_STAFF):
        anybody |= Q(pk=leader.pk)
    return (
        User.objects.filter(anybody)
        .annotate(
            is_pupil=Exists(sat.filter(pupil__user=OuterRef("pk"))),
            keeps_journal=Exists(Journal.objects.filter(reader=OuterRef("pk"))),
        )
        .defer("password", "email")
        .order_by("-is_pupil", "name", "pk")
    )


@dataclass(frozen=True)
class BoardDay:
    """A column of the board, or one day of a class's strip."""

    day: dt.date
    closed: str = ""  # why there are no lessons; empty on a school day
    ahead: bool = False
    session: ClassSession | None = None

    @property
    def missed(self) -> bool:
        return not (self.session or self.closed or self.ahead)


@dataclass(frozen=True)
class BoardRow:
    classroom: Classroom
    days: list[BoardDay]

    @property
    def held(self) -> int:
        """Sessions on school days; one on a free day is shown, but is no duty fulfilled."""
        return sum(day.session is not None and not day.closed for day in self.days)

    @property
    def due(self) -> int:
        """School days that have come; today counts once its session is held."""
        return sum(not day.closed and (not day.ahead or day.session is not None) for day in self.days)

    @property
    def share(self) -> float | None:
        return self.held / self.due if self.due else None


@dataclass(frozen=True)
class SessionBoard:
    """Classes × days of one month."""

    month: dt.date
    days: list[BoardDay]
    rows: list[BoardRow]

    @property
    def held(self) -> int:
        return sum(row.held for row in self.rows)

    @property
    def due(self) -> int:
        return sum(row.due for row in self.rows)

    @property
    def share(self) -> float | None:
        return self.held / self.due if self.due else None

    @property
    def before(self) -> dt.date:
        return (self.month - ONE_DAY).replace(day=1)

    @property
    def after(self) -> dt.date:
        return last_of(self.month) + ONE_DAY


def last_of(month: dt.date) -> dt.date:
    """The last day of a month, given its first."""
    return (month + dt.timedelta(days=31)).replace(day=1) - ONE_DAY


def session_board(school: School, month: dt.date) -> SessionBoard:
    """Three queries for any number of classes. The weekly days off are left out unless somebody met."""
    first, last, today = month, last_of(month), school.today()
    calendar = calendar_of(school, first, last)
    held = {
        (session.classroom_id, session.day): session
        for session in ClassSession.objects.at(school).between(first, last)
    }
    met = {day for _, day in held}
    days = [
        _board_day(calendar, day, today)
        for day in days_between(first, last)
        if day in met or (school.meets_on(day) and calendar.kind_of(day) != DayKind.WEEKLY)
    ]
    classes = Classroom.objects.of(school).filter(year__starts_on__lte=last, year__ends_on__gte=first)
    seats = Enrolment.objects.filter(classroom=OuterRef("pk"))
    rows = [BoardRow(c, _with_sessions(c, days, held)) for c in classes.filter(Exists(seats))]
    return SessionBoard(month, days, rows)


def class_strip(classroom: Classroom, today: dt.date, days: int = STRIP_DAYS) -> list[BoardDay]:
    """The last school days of one class, oldest first, and free days on which it met all the same."""
    first = today - dt.timedelta(days=days * 4)
    calendar = calendar_of(classroom.school, first, today)
    sessions = ClassSession.objects.of_classes([classroom]).between(first, today)
    held = {(classroom.pk, session.day): session for session in sessions}
    shown = [
        day
        for day in days_between(first, today)
        if calendar.is_school_day(day) or (classroom.pk, day) in held
    ][-days:]
    return _with_sessions(classroom, [_board_day(calendar, day, today) for day in shown], held)


def _board_day(calendar: SchoolCalendar, day: dt.date, today: dt.date) -> BoardDay:
    """Today is still open: it is missed only tomorrow."""
    return BoardDay(day, calendar.reason(day), ahead=day >= today)


def _with_sessions(
    classroom: Classroom, days: Iterable[BoardDay], held: dict[tuple[int, dt.date], ClassSession]
) -> list[BoardDay]:
    return [BoardDay(d.day, d.closed, d.ahead, held.get((classroom.pk, d.day))) for d in days]
