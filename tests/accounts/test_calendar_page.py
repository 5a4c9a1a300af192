"""The school year on one page, and what its librarian and operator change there."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import services
from accounts.calendar_sheet import school_year_of, sheet_of
from accounts.exceptions import HolidayBackwards, HolidayTooLong, HolidayUnlikely, NoSchoolDays, OutOfScope
from accounts.models import SchoolHoliday
from audit.models import Event
from tests.accounts.people import settled
from tests.factories.accounts import GrantFactory, HolidayFactory, SchoolFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 14)


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def librarian(client, school):
    user = settled(GrantFactory(librarian=True, school=school).user)
    client.force_login(user)
    return user


def page(school, query="", name="school_calendar", *args):
    return reverse(name, args=[school.npsn, *args]) + query


def span(first=DAY, days=1, name="Ujian"):
    return {"starts_on": first, "ends_on": first + dt.timedelta(days=days - 1), "name": name}


# --- The verbs ------------------------------------------------------------------------------------
def test_school_days_are_set_by_those_who_run_the_school_and_are_on_record(school, librarian):
    services.set_school_days(school, [6, 1, 2, 3, 4, 5], actor=librarian)
    school.refresh_from_db()
    assert school.week_days == "123456"
    services.set_school_days(school, [1, 2, 3, 4, 5, 6], actor=librarian)
    assert [event.details for event in Event.objects.about(school)] == [{"days": "123456"}]


def test_a_school_without_school_days_is_refused(school, librarian):
    with pytest.raises(NoSchoolDays):
        services.set_school_days(school, [], actor=librarian)


@pytest.mark.parametrize("who", ["principal", "teacher", "operator of another school"])
def test_principals_teachers_and_other_schools_change_no_calendar(school, who):
    actor = {
        "principal": lambda: GrantFactory(principal=True, school=school),
        "teacher": lambda: GrantFactory(school=school),
        "operator of another school": lambda: GrantFactory(school_admin=True),
    }[who]().user
    for act in (
        lambda: services.set_school_days(school, [1], actor=actor),
        lambda: services.add_holiday(school, actor=actor, **span()),
        lambda: services.delete_holiday(HolidayFactory(school=school), actor=actor),
    ):
        with pytest.raises(OutOfScope):
            act()


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (span() | {"ends_on": DAY - dt.timedelta(days=1)}, HolidayBackwards),
        (span(days=121), HolidayTooLong),
        (span(dt.date(26, 12, 14)), HolidayUnlikely),
    ],
)
def test_dates_that_cannot_be_meant_are_refused(school, librarian, wrong, rule):
    with pytest.raises(rule):
        services.add_holiday(school, actor=librarian, **wrong)
    assert not SchoolHoliday.objects.exists()


def test_the_same_holiday_entered_twice_is_one(school, librarian):
    made = [services.add_holiday(school, actor=librarian, **span(days=120)) for _ in range(2)]
    assert made[0] == made[1]
    assert Event.objects.about(made[0]).count() == 1


def test_a_holiday_deleted_twice_is_gone_and_on_record_once(school, librarian):
    holiday = HolidayFactory(school=school)
    known = SchoolHoliday.objects.get(pk=holiday.pk)
    services.delete_holiday(holiday, actor=librarian)
    services.delete_holiday(known, actor=librarian)
    assert not SchoolHoliday.objects.exists()
    assert Event.objects.about(known).count() == 1


# --- The sheet ------------------------------------------------------------------------------------
def test_a_year_runs_from_july_to_june_in_weeks_from_monday(school):
    sheet = sheet_of(school, 2026)
    assert [month.first.isoformat()[:7] for month in (sheet.months[0], sheet.months[-1])] == [
        "2026-07",
        "2027-06",
    ]
    assert len(sheet.months) == 12
    november = sheet.months[4]
    assert [day and day.date.day for day in november.weeks[0]] == [None] * 6 + [1]
    assert [school_year_of(day) for day in (dt.date(2026, 6, 30), dt.date(2026, 7, 1))] == [2025, 2026]


def test_free_days_in_a_row_for_one_reason_are_one_line(school):
    HolidayFactory(school=school, name="Ujian")
    free = sheet_of(school, 2026).months[5].free
    assert [(time.first.day, time.last.day, time.reason) for time in free] == [
        (14, 18, "Ujian"),
        (24, 24, "Cuti Bersama Hari Raya Natal"),
        (25, 25, "Hari Raya Natal"),
    ]


def test_school_days_of_a_semester_are_counted_without_what_is_free(school):
    before = sheet_of(school, 2026).school_days
    HolidayFactory(school=school)
    assert sheet_of(school, 2026).school_days == [before[0] - 5, before[1]]


# --- The page -------------------------------------------------------------------------------------
def test_the_page_shows_the_year_asked_for_and_otherwise_the_running_one(client, school, librarian):
    running = school_year_of(school.today())
    asked = {"?tahun=2024": 2024, "": running, "?tahun=abc": running, "?tahun=9999": running}
    asked |= {"?tahun=%C2%B2%C2%B2%C2%B2%C2%B2": running, "?tahun=2099": 2099, "?tahun=2000": 2000}
    shown = {query: client.get(page(school, query)).context["sheet"].starts_in for query in asked}
    assert shown == asked


def test_a_holiday_is_added_and_deleted_on_the_page(client, school, librarian):
    form = {"name": "Libur semester", "starts_on": "2027-07-01", "ends_on": "2027-07-10"}
    answer = client.post(page(school, "", "add_school_holiday"), form, follow=True)
    assert (answer.context["sheet"].name, "Libur semester" in answer.content.decode()) == ("2027/2028", True)
    holiday = SchoolHoliday.objects.get()
    client.post(page(school, "", "delete_school_holiday", holiday.pk))
    assert not SchoolHoliday.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": "2026-12-13"},
        {"ends_on": "besok"},
        {"ends_on": "2027-12-13"},
        {"starts_on": "0026-12-14"},
        {"name": " "},
    ],
)
def test_a_holiday_that_cannot_be_is_refused_in_words(client, school, librarian, wrong):
    form = {"name": "Ujian", "starts_on": "2026-12-14", "ends_on": "2026-12-14"}
    answer = client.post(page(school, "?tahun=2026", "add_school_holiday"), form | wrong)
    assert (answer.status_code, bool(answer.context["holiday_form"].errors)) == (200, True)
    assert answer.context["sheet"].starts_in == 2026
    assert not SchoolHoliday.objects.exists()


def test_school_days_are_chosen_on_the_page_and_one_at_least(client, school, librarian):
    url = page(school, "", "set_school_days")
    client.post(url, {"days": ["1", "2", "3", "4", "5", "6"]})
    school.refresh_from_db()
    assert school.week_days == "123456"
    for wrong in ([], ["8"], ["x"]):
        assert client.post(url, {"days": wrong}).context["days_form"].errors
    school.refresh_from_db()
    assert school.week_days == "123456"


def test_a_holiday_of_another_school_is_not_found(client, school, librarian):
    foreign = HolidayFactory()
    assert client.post(page(school, "", "delete_school_holiday", foreign.pk)).status_code == 404
    assert SchoolHoliday.objects.count() == 1


def test_a_principal_sees_the_calendar_and_no_buttons(client, school):
    client.force_login(settled(GrantFactory(principal=True, school=school).user))
    HolidayFactory(school=school)
    answer = client.get(page(school, "?tahun=2026"))
    assert "Ujian akhir semester" in answer.content.decode()
    assert page(school, "", "add_school_holiday") not in answer.content.decode()


def test_the_page_asks_as_many_questions_for_three_holidays_as_for_one(client, school, librarian):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(page(school, "?tahun=2026")).status_code == 200
        return len(caught)

    HolidayFactory(school=school)
    queries()
    one = queries()
    for n in range(2):
        HolidayFactory(school=school, name=f"Ujian {n}")
    assert queries() == one
