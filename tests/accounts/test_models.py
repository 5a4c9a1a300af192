import pytest
from django.db import IntegrityError, transaction

from accounts.models import Role
from tests.factories.accounts import (
    ClassroomFactory,
    EnrolmentFactory,
    GrantFactory,
    PupilFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db


def test_a_pupil_sits_in_one_class_at_a_time():
    pupil = PupilFactory(in_class=ClassroomFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(pupil=pupil, classroom=ClassroomFactory())
    assert pupil.enrolments.open().count() == 1


def test_two_schools_may_use_the_same_nis_but_one_school_may_not():
    first = PupilFactory(nis="1001")
    PupilFactory(nis="1001", school=SchoolFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        PupilFactory(nis="1001", school=first.school, user__username="lain")


def test_only_a_city_administrator_serves_every_school():
    assert GrantFactory(city=True).school is None
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantFactory(school=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantFactory(role=Role.CITY_ADMIN)
