"""About one reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from accounts.calendar import calendar_of
from accounts.models import Classroom, Enrolment, Pupil, Role, School, User
from accounts.permissions import scope_of

from ..models import DailyTotal, Journal
from ..weeks import days_of, monday_of

# Days looked back; it bounds the query.
LONGEST_STREAK = 200


def pupil_of(user: User) -> Pupil | None:
    """The user's pupil row while they are at the school; asked once per user object.

    Never loads NISN or birth date.
    """
    if not hasattr(user, "_pupil_here"):
        user._pupil_here = (  # type: ignore[attr-defined]
            Pupil.objects.active()
            .filter(user=user)
            .select_related("school")
            .defer("nisn", "birth_date")
            .first()
        )
    return user._pupil_here  # type: ignore[attr-defined]


# Who works at a school and reads along: "by everyone in the school, teachers and principal too".
READING_STAFF = (Role.PRINCIPAL, Role.TEACHER, Role.LIBRARIAN, Role.SCHOOL_ADMIN)


def staff_school_of(user: User) -> School | None:
    """The school where a member of staff reads; the first granted, where they work at several."""
    if not hasattr(user, "_reads_at"):
        user._reads_at = (  # type: ignore[attr-defined]
            School.objects.filter(grants__user=user, grants__role__in=READING_STAFF)
            .order_by("grants__granted_at", "grants__pk")
            .first()
        )
    return user._reads_at  # type: ignore[attr-defined]


def reads_at(user: User) -> School | None:
    """The school whose wall calendar the reader lives by; None for whoever keeps no journal."""
    pupil = pupil_of(user)
    return pupil.school if pupil else staff_school_of(user)


def pause_of(user: User) -> Journal | None:
    """The user's journal while it is paused, with who paused it."""
    return Journal.objects.filter(reader=user, paused_at__isnull=False).select_related("paused_by").first()


@dataclass(frozen=True)
class ReaderStanding:
    """How a pupil's journal stands with those who check it, for the page of a class."""

    journal: Journal
    trusted: bool
    may_trust: bool


def reader_standing(pupil: Pupil, classroom: Classroom, visitor: User) -> ReaderStanding:
    """`may_trust`: the visitor teaches this class, the pupil sits in it now, and nothing is paused."""
    found = Journal.objects.filter(reader=pupil.user_id).select_related("paused_by", "trusted_by").first()
    journal = found or Journal(reader_id=pupil.user_id)
    teaches = classroom.pk in scope_of(visitor).classrooms and visitor.pk != pupil.user_id
    sits = teaches and Enrolment.objects.open().filter(pupil=pupil, classroom=classroom).exists()
    trusted = journal.trusted_in_id == classroom.pk
    return ReaderStanding(journal, trusted, sits and not journal.is_paused and not trusted)


@dataclass(frozen=True)
class ReaderDay:
    """One day of a reader's week. `minutes` and `pages` may both be 0 on a day without reading."""

    day: dt.date
    minutes: int = 0
    pages: int = 0
    entries: int = 0
    is_today: bool = False
    is_ahead: bool = False


@dataclass(frozen=True)
class ReaderSums:
    """A reader's week, Monday first, and what it adds up to."""

    days: list[ReaderDay]
    today: ReaderDay

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def pages(self) -> int:
        return sum(day.pages for day in self.days)

    @property
    def days_read(self) -> int:
        return sum(day.entries > 0 for day in self.days)


def reader_sums(reader: User, today: dt.date) -> ReaderSums:
    """The week of `today` (the school's date), from the daily totals."""
    rows = (
        DailyTotal.objects.of(reader)
        .in_week(monday_of(today))
        .values("day")
        .annotate(m=Sum("minutes"), p=Sum("pages"), n=Sum("entries"))
    )
    by_day = {row["day"]: (row["m"], row["p"], row["n"]) for row in rows}
    days = [
        ReaderDay(day, *by_day.get(day, (0, 0, 0)), is_today=day == today, is_ahead=day > today)
        for day in days_of(monday_of(today))
    ]
    return ReaderSums(days, days[today.weekday()])


def streak_of(reader: User, school: School, today: dt.date) -> int:
    """School days in a row with reading, up to today; days without lessons neither end it nor count."""
    first = today - dt.timedelta(days=LONGEST_STREAK)
    read = (
        DailyTotal.objects.of(reader)
        .with_reading()
        .filter(day__range=(first, today))
        .values_list("day", flat=True)
    )
    return calendar_of(school, first, today).streak(set(read), today)
