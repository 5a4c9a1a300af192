"""Class lists stay right when the year is over: who sat there at its end, and on any day."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Classroom, Enrolment, Pupil
from accounts.roster.applying import Decisions, apply
from accounts.roster.table import Roster, Written
from literasi.reading.queries.classes import class_lines, pupils_in
from tests.accounts.people import settled
from tests.accounts.roster.files import AISYAH, BAGAS, CITRA
from tests.factories.accounts import (
    ClassroomFactory,
    EnrolmentFactory,
    GrantFactory,
    PupilFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
YEAR, NEXT = "2026/2027", "2027/2028"
DEWI = ("Dewi Anggraini", "1004", "0101234999", "P", "2012-07-04", "Kelas VII A")


def load(school, *pupils, year=YEAR):
    """Everybody who is not in the file leaves."""
    lines = [Written(row, tuple(cells)) for row, cells in enumerate(pupils, start=7)]
    apply(Roster(title="", lines=lines), school, year, decisions=Decisions(leavers=None))


def moved(pupil, rombel):
    return (*pupil[:-1], rombel)


def list_of(name, year=YEAR):
    classroom = Classroom.objects.get(name=name, year__name=year)
    return [pupil.user.name for pupil in pupils_in([classroom])]


@pytest.fixture
def school():
    return SchoolFactory()


def today_is(monkeypatch, day):
    monkeypatch.setattr("accounts.models.School.today", lambda school: day)


def test_the_roster_of_a_new_year_leaves_the_old_class_lists_as_they_were(school):
    load(school, AISYAH, BAGAS, CITRA, DEWI)
    load(school, moved(AISYAH, "Kelas VIII A"), moved(BAGAS, "Kelas VII B"), year=NEXT)
    assert list_of("Kelas VII A") == ["Aisyah Putri", "Dewi Anggraini"]
    assert list_of("Kelas VII B") == ["Bagas Saputra"]
    assert list_of("Kelas IX A") == ["Citra Lestari"]
    assert list_of("Kelas VIII A", NEXT) == ["Aisyah Putri"]
    assert list_of("Kelas VII B", NEXT) == ["Bagas Saputra"]  # who repeats is on both lists


def test_a_late_roster_closes_the_old_seats_with_the_old_year(school, monkeypatch):
    load(school, AISYAH, BAGAS)
    load(school, moved(AISYAH, "Kelas VIII A"), year=NEXT)
    today_is(monkeypatch, dt.date(2027, 9, 20))
    load(school, moved(AISYAH, "Kelas VIII A"), moved(BAGAS, "Kelas VIII B"), year=NEXT)
    assert list_of("Kelas VII B") == ["Bagas Saputra"]
    assert list_of("Kelas VIII B", NEXT) == ["Bagas Saputra"]


def test_who_moved_or_left_during_the_year_is_not_on_its_last_list(school, monkeypatch):
    load(school, AISYAH, BAGAS, DEWI)
    today_is(monkeypatch, dt.date(2026, 10, 5))
    load(school, AISYAH, moved(DEWI, "Kelas VII B"))
    today_is(monkeypatch, dt.date(2027, 7, 12))
    load(school, moved(AISYAH, "Kelas VIII A"), moved(DEWI, "Kelas VIII A"), year=NEXT)
    assert list_of("Kelas VII A") == ["Aisyah Putri"]
    assert list_of("Kelas VII B") == ["Dewi Anggraini"]


def test_next_years_roster_loaded_early_leaves_this_years_list(school, monkeypatch):
    today_is(monkeypatch, dt.date(2027, 6, 15))
    load(school, AISYAH)
    load(school, moved(AISYAH, "Kelas VIII A"), year=NEXT)
    assert list_of("Kelas VII A") == ["Aisyah Putri"]


def test_a_list_of_classes_counts_the_pupils_of_past_years_too(school):
    load(school, AISYAH, DEWI, BAGAS)
    load(school, moved(AISYAH, "Kelas VIII A"), year=NEXT)
    classes = Classroom.objects.of(school).select_related("school", "year").order_by("year__name", "name")
    assert [line.pupils for line in class_lines(classes)] == [2, 1, 1]


def test_who_sat_where_on_a_day(school, monkeypatch):
    load(school, AISYAH)
    today_is(monkeypatch, dt.date(2026, 10, 5))
    load(school, moved(AISYAH, "Kelas VII B"))
    days = [dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2026, 10, 4), dt.date(2026, 10, 5)]
    sat = [list(Enrolment.objects.on(day).values_list("classroom__name", flat=True)) for day in days]
    assert sat == [[], ["Kelas VII A"], ["Kelas VII A"], ["Kelas VII B"]]


def test_a_pupil_closed_by_hand_while_the_year_runs_is_off_the_list(school):
    classroom = ClassroomFactory(school=school)
    stays = PupilFactory(school=school, in_class=classroom)
    gone = PupilFactory(school=school, left_on=dt.date(2026, 10, 1), in_class=classroom)
    moved_on = PupilFactory(school=school)
    EnrolmentFactory(pupil=moved_on, classroom=classroom, ends_on=dt.date(2026, 10, 1))
    assert {gone, moved_on}.isdisjoint(Pupil.objects.listed_in([classroom]))
    assert [pupil.class_id for pupil in Pupil.objects.listed_in([classroom])] == [classroom.pk]
    assert list(Pupil.objects.listed_in([classroom])) == [stays]


def test_the_page_of_a_past_class_shows_its_pupils_and_resets_nobody(client, school):
    load(school, AISYAH, DEWI)
    load(school, moved(AISYAH, "Kelas VIII A"), year=NEXT)
    classroom = Classroom.objects.get(name="Kelas VII A")
    client.force_login(settled(GrantFactory(of_class=True, classroom=classroom).user))
    page = client.get(reverse("class_pupils", args=[classroom.pk])).content.decode()
    assert [name in page for name in ("Aisyah Putri", "Dewi Anggraini")] == [True, True]
    assert reverse("pin_cards", args=[classroom.pk]) not in page
    assert "/pin/" not in page
