"""The tightest limit of school and programmes holds, for whoever the programme invites."""

import datetime as dt
import uuid
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literasi.reading import exceptions as broken
from literasi.reading.counting import Plan, invites
from literasi.reading.counting.rules import audience_of
from literasi.reading.models import ReadingLog
from literasi.reading.services import edit_entry, set_policy
from literasi.reading.services.draft import Draft
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, an_entry, today_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(grade=7))


def test_a_programme_may_be_stricter_than_the_school_and_is_named(pupil):
    a_programme(pupil.school, name="Surabaya Membaca", minutes_per_entry=60)
    with pytest.raises(broken.TooManyMinutes) as refused:
        an_entry(pupil, minutes=61)
    assert "Surabaya Membaca" in str(refused.value)
    assert an_entry(pupil, minutes=60).minutes == 60


def test_the_school_stays_the_limit_where_the_programme_allows_more(pupil):
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=60)
    a_programme(pupil.school, name="Longgar", minutes_per_entry=200)
    with pytest.raises(broken.TooManyMinutes) as refused:
        an_entry(pupil, minutes=61)
    assert "sekolah" in str(refused.value)


def test_of_two_programmes_the_tighter_holds(pupil):
    a_programme(pupil.school, name="Longgar", pages_per_day=90)
    a_programme(name="Ketat", pages_per_day=50)
    an_entry(pupil, page_to=40)
    with pytest.raises(broken.DayFullOfPages) as refused:
        an_entry(pupil, page_from=41, page_to=51)
    assert "Ketat" in str(refused.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"grades": [8]},
        {"for_pupils": False, "for_staff": True},
        {"state": "draft"},
        {"state": "ended"},
        {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 2, 1)},
    ],
    ids=["another grade", "staff only", "a draft", "ended", "of other days"],
)
def test_a_programme_that_does_not_invite_the_reader_limits_nothing(pupil, fields):
    a_programme(pupil.school, minutes_per_entry=10, **fields)
    assert an_entry(pupil, minutes=11).minutes == 11


def test_moving_an_entry_to_another_day_meets_that_days_limits(pupil):
    today, yesterday = today_of(pupil), today_of(pupil) - dt.timedelta(days=1)
    a_programme(pupil.school, starts_on=yesterday, ends_on=yesterday, minutes_per_day=30)
    log = an_entry(pupil, minutes=40, read_on=today)
    with pytest.raises(broken.DayFullOfMinutes):
        edit_entry(log, by=pupil.user, draft=Draft(read_on=yesterday, minutes=40))


def test_moving_an_entry_back_does_not_hide_how_late_it_was_written(pupil):
    log = an_entry(pupil)
    moved = edit_entry(
        log, by=pupil.user, draft=Draft(read_on=log.read_on - dt.timedelta(days=5), minutes=20)
    )
    assert moved.late_days == 5


def test_a_long_day_of_minutes_does_not_refuse_an_entry_of_pages(pupil):
    an_entry(pupil, minutes=100)
    a_programme(pupil.school, minutes_per_day=60)
    assert an_entry(pupil, minutes=0, page_to=12).pages == 12


# --- Warnings -----------------------------------------------------------------------------------------


def test_beyond_a_warning_the_reader_is_asked_and_what_they_confirm_is_flagged(pupil):
    a_programme(pupil.school, minutes_per_entry_warning=90)
    with pytest.raises(broken.ConfirmFirst) as asked:
        an_entry(pupil, minutes=150)
    assert str(asked.value) == "Benar 150 menit?"
    assert an_entry(pupil, minutes=150, confirmed=True).flags == ["near_limit"]
    assert an_entry(pupil, minutes=90).flags == []


def test_a_warning_for_the_day_counts_what_is_already_there(pupil):
    a_programme(pupil.school, pages_per_day_warning=50)
    an_entry(pupil, page_to=50)
    with pytest.raises(broken.ConfirmFirst) as asked:
        an_entry(pupil, page_from=51, page_to=60)
    assert "60 halaman" in str(asked.value)


def test_saying_yes_beforehand_does_not_pass_a_hard_limit(pupil):
    a_programme(pupil.school, minutes_per_entry_warning=30, minutes_per_entry=60)
    with pytest.raises(broken.TooManyMinutes):
        an_entry(pupil, minutes=61, confirmed=True)


@pytest.mark.parametrize(("minutes", "flags"), [(215, []), (216, ["near_limit"])])
def test_nine_tenths_of_a_hard_limit_is_close(pupil, minutes, flags):
    assert an_entry(pupil, minutes=minutes).flags == flags


def test_an_edit_of_the_words_keeps_the_flag_and_one_of_the_amount_weighs_anew(pupil):
    log = an_entry(pupil, minutes=220)
    kept = edit_entry(log, by=pupil.user, draft=Draft(read_on=log.read_on, minutes=220, response="Seru."))
    assert kept.flags == ["near_limit"]
    assert edit_entry(kept, by=pupil.user, draft=Draft(read_on=log.read_on, minutes=20)).flags == []


def test_the_form_asks_once_and_again_when_the_amount_changes(client, pupil):
    a_programme(pupil.school, minutes_per_entry_warning=60)
    client.force_login(pupil.user)
    form = {"client_id": uuid.uuid4(), "free_title": "Bumi", "minutes": "100"}
    page = client.post(reverse("log_reading"), form)
    assert "Benar 100 menit?" in page.content.decode()
    yes = page.context["form"].asked
    page = client.post(reverse("log_reading"), form | {"minutes": "120", "confirmed": yes})
    assert "Benar 120 menit?" in page.content.decode()
    assert ReadingLog.objects.count() == 0
    client.post(reverse("log_reading"), form | {"confirmed": yes})
    assert ReadingLog.objects.get().flags == ["near_limit"]


# --- The audience before there is an entry ------------------------------------------------------------


def test_invites_says_what_the_audience_says_of_an_entry_made_there():
    school = ClassroomFactory(grade=7)
    classes = [school, ClassroomFactory(school=school.school, grade=8), ClassroomFactory(grade=7)]
    readers = [a_pupil(classroom) for classroom in classes]
    logs = [an_entry(pupil) for pupil in readers]
    teacher = GrantFactory(role="principal", school=school.school)
    logs.append(an_entry(_Staff(teacher.user, school.school)))
    chosen = product((None, school.school), ([], [7], [8]), ((), classes[:1]), ((), (classes[2].school,)))
    for home, grades, classrooms, schools in chosen:
        for pupils, staff in ((True, False), (False, True), (True, True)):
            plan = Plan.of(
                a_programme(
                    home,
                    grades=grades,
                    classrooms=classrooms,
                    schools=schools,
                    for_pupils=pupils,
                    for_staff=staff,
                )
            )
            said = {
                log.pk for log in logs if invites(plan, log.classroom, log.school_id, by_staff=log.by_staff)
            }
            assert said == set(ReadingLog.objects.filter(audience_of(plan)).values_list("pk", flat=True))


class _Staff:
    def __init__(self, user, school):
        self.user, self.school = user, school


def test_saving_costs_the_same_with_one_programme_and_with_five(pupil):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            an_entry(pupil, minutes=5, response="Aku suka tokohnya karena dia berani menolong temannya.")
        return len(queries)

    an_entry(pupil, minutes=5)
    a_programme(pupil.school, minutes_per_entry=100)
    cost()
    one = cost()
    for n in range(4):
        a_programme(pupil.school, pages_per_day=100 + n)
    assert cost() == one
