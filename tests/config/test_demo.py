"""The demo city, loaded once for this module and rolled back after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from statistics import median

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts import pins
from accounts.models import Classroom, Enrolment, Grant, Pupil, Role, School, User
from config.demo import city
from config.demo.people import sign_in_names
from literasi.catalogue.models import Copy, Place, Title
from literasi.reading.models import ReadingList, ReadingLog, Review
from literasi.reading.services import rebuild_totals
from pages.languages import in_main_language
from pages.models import ArticlePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        city.load(lambda text: None)
        yield
        transaction.set_rollback(True)


def test_the_city_has_three_schools_eighteen_classes_and_about_500_pupils():
    current = Classroom.objects.current()
    assert sorted(School.objects.values_list("kind", flat=True)) == ["sd", "sma", "smp"]
    assert current.count() == 18
    assert 480 <= Pupil.objects.count() <= 540
    assert Pupil.objects.count() == Enrolment.objects.open().filter(classroom__in=current).count()


def test_every_class_has_its_teacher():
    teachers = Classroom.objects.current().annotate(n=Count("grants")).values_list("n", flat=True)
    assert set(teachers) == {1}


def test_pupils_above_the_first_grade_were_in_the_grade_below_last_year():
    for seat in Enrolment.objects.open().select_related("classroom", "pupil")[::40]:
        before = seat.pupil.enrolments.exclude(pk=seat.pk).select_related("classroom")
        assert [e.classroom.grade for e in before] in ([], [seat.classroom.grade - 1])


def test_everyone_named_at_the_start_can_sign_in(client):
    for _, username, secret in sign_in_names():
        assert client.login(username=username, password=secret), username


def test_one_class_still_has_its_first_pins():
    new = User.objects.filter(must_change_password=True)
    assert set(
        Enrolment.objects.open().filter(pupil__user__in=new).values_list("classroom__name", flat=True)
    ) == {"VII B"}
    assert all(pins.is_waiting(user) for user in new)
    assert any("VII B" in line for line in city.sign_in_lines())


def test_loading_is_noticed():
    assert city.is_loaded()
    assert Grant.objects.role(Role.CITY_ADMIN).count() == 1


def test_the_shelves_hold_some_300_real_books_without_invented_isbns():
    assert 290 <= Title.objects.count() <= 340
    assert Title.objects.exclude(isbn="").count() == 0
    assert Title.objects.filter(level="").count() == 0
    assert Place.objects.annotate(n=Count("copies")).filter(n=0).count() == 0
    assert Copy.objects.count() > 1000


def test_a_year_of_reading_is_skewed_as_classes_are():
    year_ago = timezone.localdate() - dt.timedelta(days=365)
    assert ReadingLog.objects.filter(read_on__lt=year_ago).count() == 0
    per_pupil = sorted(Pupil.objects.annotate(n=Count("user__reading_logs")).values_list("n", flat=True))
    assert per_pupil[-1] > 3 * median(per_pupil) > 3 * per_pupil[len(per_pupil) // 20]


def test_its_totals_agree_with_its_journal():
    assert rebuild_totals(check_only=True) == []


def test_fourteen_articles_and_pages_in_two_languages_are_public(client):
    assert ArticlePage.objects.live().count() == 14  # two of them by pupils
    assert in_main_language(StandardPage.objects.live()).count() == 6
    assert StandardPage.objects.live().count() == 9
    assert client.get("/").status_code == 200


def test_lists_and_reviews_are_there_to_look_at():
    cards = ReadingList.objects.public().filter(name="Petualangan Semester Ini")
    assert [kept.items.count() for kept in cards] == [25] * School.objects.count()
    assert ReadingList.objects.public().filter(school=None).exists()
    assert Review.objects.published().count() > Review.objects.waiting().count() > 0
