"""The demo city and the one command that starts it."""

import pytest
from django.db.models import Count

from accounts.models import Classroom, Enrolment, Grant, Pupil, Role, School
from config.demo import city

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    city.load(lambda text: None)


def test_the_city_has_three_schools_eighteen_classes_and_about_500_pupils(loaded):
    current = Classroom.objects.current()
    assert sorted(School.objects.values_list("kind", flat=True)) == ["sd", "sma", "smp"]
    assert current.count() == 18
    assert 480 <= Pupil.objects.count() <= 540
    assert Pupil.objects.count() == Enrolment.objects.open().filter(classroom__in=current).count()


def test_every_class_has_its_teacher(loaded):
    teachers = Classroom.objects.current().annotate(n=Count("grants")).values_list("n", flat=True)
    assert set(teachers) == {1}


def test_pupils_above_the_first_grade_were_in_the_grade_below_last_year(loaded):
    for seat in Enrolment.objects.open().select_related("classroom", "pupil")[::40]:
        before = seat.pupil.enrolments.exclude(pk=seat.pk).select_related("classroom")
        assert [e.classroom.grade for e in before] in ([], [seat.classroom.grade - 1])


def test_everyone_named_at_the_start_can_sign_in(loaded, client):
    from config.demo.people import sign_in_names

    for _, username, secret in sign_in_names():
        assert client.login(username=username, password=secret), username


def test_loading_twice_is_noticed(loaded):
    assert city.is_loaded()
    assert Grant.objects.role(Role.CITY_ADMIN).count() == 1
