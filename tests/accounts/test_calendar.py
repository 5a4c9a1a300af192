"""Which days are school days, and how streaks are counted over them."""

import datetime as dt
import subprocess
import sys

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from accounts.calendar import DayKind, SchoolCalendar, calendar_of, days_between, public_holidays
from accounts.models import School, SchoolHoliday
from tests.architecture.sources import BASE
from tests.factories.accounts import SchoolFactory

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
FRIDAY, MONDAY = dt.date(2026, 11, 20), dt.date(2026, 11, 23)
CHRISTMAS_EVE, CHRISTMAS = dt.date(2026, 12, 24), dt.date(2026, 12, 25)


def a_calendar(week_days="12345", own=None):
    return SchoolCalendar(School(week_days=week_days), FIRST, LAST, own or {})


def test_a_school_that_meets_on_saturdays_has_saturdays():
    saturday = FRIDAY + dt.timedelta(days=1)
    assert [a_calendar(days).is_school_day(saturday) for days in ("12345", "123456")] == [False, True]


def test_a_madrasah_may_close_on_fridays():
    calendar = a_calendar("123467")
    week = calendar.school_days(FRIDAY, FRIDAY + dt.timedelta(days=6))
    assert [day.isoweekday() for day in week] == [6, 7, 1, 2, 3, 4]
    assert calendar.kind_of(FRIDAY) == DayKind.WEEKLY


def test_public_holidays_and_joint_leave_are_free_and_named_in_indonesian():
    calendar = a_calendar()
    assert [calendar.reason(day) for day in (CHRISTMAS_EVE, CHRISTMAS)] == [
        "Cuti Bersama Hari Raya Natal",
        "Hari Raya Natal",
    ]
    assert public_holidays(2026)[dt.date(2026, 3, 21)] == "Hari Raya Idul Fitri"
    assert calendar.reason(MONDAY) == ""


def test_a_day_says_why_it_is_free_the_country_before_the_school_before_the_week():
    own = dict.fromkeys(days_between(CHRISTMAS, CHRISTMAS + dt.timedelta(days=2)), "Libur semester")
    calendar = a_calendar(own=own)
    kinds = [calendar.kind_of(CHRISTMAS + dt.timedelta(days=n)) for n in range(3)]
    assert kinds == [DayKind.PUBLIC, DayKind.OWN, DayKind.OWN]
    assert calendar.reason(CHRISTMAS + dt.timedelta(days=1)) == "Libur semester"


def test_a_calendar_does_not_answer_about_days_it_was_not_made_for():
    with pytest.raises(ValueError, match="2027-01-01"):
        a_calendar().is_school_day(dt.date(2027, 1, 1))


@pytest.mark.django_db
def test_the_schools_own_ranges_come_with_one_query_and_end_where_they_end():
    school, neighbour = SchoolFactory(), SchoolFactory()
    days = [dt.date(2026, 11, n) for n in (16, 17, 18, 19)]
    for n in range(3):
        SchoolHoliday.objects.create(school=school, starts_on=days[1], ends_on=days[2], name=f"Ujian {n}")
    SchoolHoliday.objects.create(school=school, starts_on=LAST, ends_on=dt.date(2027, 1, 9), name="Semester")
    SchoolHoliday.objects.create(school=neighbour, starts_on=days[0], ends_on=days[3], name="Tetangga")
    with CaptureQueriesContext(connection) as caught:
        calendar = calendar_of(school, FIRST, LAST)
        assert [calendar.is_school_day(day) for day in days] == [True, False, False, True]
        assert calendar.reason(LAST) == "Semester"
    assert len(caught) == 1


# --- Streaks --------------------------------------------------------------------------------------
def streak_of(*read, today=FRIDAY, calendar=None):
    return (calendar or a_calendar()).streak({FRIDAY - dt.timedelta(days=n) for n in read}, today)


def test_school_days_with_reading_in_a_row_are_counted():
    assert streak_of(0, 1, 2) == 3


def test_today_is_not_over_so_it_does_not_end_a_streak():
    assert streak_of(1, 2) == 2


def test_a_school_day_without_reading_ends_it():
    assert streak_of(0, 1, 3, 4) == 2
    assert streak_of(2, 3) == 0


def test_a_weekend_neither_ends_nor_lengthens_it():
    before = {FRIDAY, FRIDAY - dt.timedelta(days=1)}
    weekend = {FRIDAY + dt.timedelta(days=1), FRIDAY + dt.timedelta(days=2)}
    assert a_calendar().streak(before | {MONDAY}, MONDAY) == 3
    assert a_calendar().streak(before | weekend | {MONDAY}, MONDAY) == 3


def test_a_streak_goes_on_over_the_holidays_between_semesters():
    own = dict.fromkeys(days_between(dt.date(2026, 12, 21), LAST), "Libur semester")
    before = {dt.date(2026, 12, 17), dt.date(2026, 12, 18)}
    assert a_calendar(own=own).streak(before, LAST) == 2
    assert a_calendar().streak(before, LAST) == 0


def test_nothing_read_is_no_streak():
    assert streak_of() == 0


def test_reading_entered_for_a_day_to_come_does_not_count():
    assert streak_of(0, -3, -4) == 1


@given(some.sets(some.sampled_from(days_between(FIRST, LAST))), some.sampled_from(days_between(FIRST, LAST)))
def test_more_reading_never_shortens_a_streak_and_free_days_never_change_it(read, today):
    calendar = a_calendar("123456")
    length = calendar.streak(read, today)
    assert calendar.streak(read | {today}, today) >= length
    assert calendar.streak({day for day in read if calendar.is_school_day(day)}, today) == length
    assert 0 <= length <= len(calendar.school_days(FIRST, today))


# --- What the database refuses --------------------------------------------------------------------
@pytest.mark.django_db
def test_a_holiday_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError):
        SchoolHoliday.objects.create(school=SchoolFactory(), starts_on=MONDAY, ends_on=FRIDAY, name="Mundur")


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["", "0", "8", "21", "11", "12x"])
def test_a_school_meets_on_days_of_the_week_each_once_in_order(days):
    with pytest.raises(IntegrityError):
        SchoolFactory(week_days=days)


def test_the_library_of_holidays_is_not_loaded_at_start():
    code = (
        "import os, sys; sys.path.insert(0, 'site'); "
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings.test'; "
        "import django; django.setup(); import config.urls, accounts.calendar; "
        "assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=BASE, check=True)
