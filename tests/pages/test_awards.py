"""Awards: by year, with evidence, and without any pupil's full name."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import PupilFactory, SchoolFactory
from tests.factories.kinds import AwardFactory, AwardsPageFactory

pytestmark = pytest.mark.django_db


def test_awards_stand_newest_first_under_their_years(home, client):
    for what, year in [("Lama", 2023), ("Baru", 2026), ("Juga lama", 2023)]:
        AwardFactory(what=what, year=year)
    years = client.get(AwardsPageFactory().url).context["years"]
    assert [(year, [award.what for award in awards]) for year, awards in years] == [
        (2026, ["Baru"]),
        (2023, ["Juga lama", "Lama"]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        {"winner": "Siti Nur Aini"},
        {"story": "Untuk puisi karya SITI NUR AINI, kelas 5."},
        {"what": "Juara 1 (Siti Nur Aini)"},
        {"story": "Puisi terbaik ditulis Siti Nur Aini."},
    ],
)
def test_an_award_never_names_a_pupil_in_full(words):
    PupilFactory(user__name="Siti Nur Aini")
    with pytest.raises(ValidationError):
        AwardFactory.build(**words).full_clean()


def test_initials_and_class_are_welcome_and_so_is_half_a_name():
    PupilFactory(user__name="Siti Nur Aini")
    AwardFactory.build(winner="S. N. A., kelas V B", story="Siti membaca puisi di depan umum.").full_clean()


def test_names_are_not_joined_across_fields():
    PupilFactory(user__name="Siti Aini")
    AwardFactory.build(winner="Tim Siti", story="Aini namanya.").full_clean()


def test_the_day_lies_in_the_year():
    with pytest.raises(ValidationError) as refusal:
        AwardFactory.build(year=2025, awarded_on=dt.date(2024, 12, 31)).full_clean()
    assert list(refusal.value.message_dict) == ["awarded_on"]


def test_a_mistyped_year_is_refused():
    with pytest.raises(IntegrityError):
        AwardFactory(year=206)


@pytest.mark.parametrize("asked", ["2", "0", "abc", "99"])
def test_any_page_number_is_answered(home, client, asked):
    AwardFactory()
    assert client.get(AwardsPageFactory().url, {"halaman": asked}).status_code == 200


def test_one_award_costs_what_three_cost(home, client):
    page = AwardsPageFactory()

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    AwardFactory(school=SchoolFactory())
    cost()
    one = cost()
    AwardFactory(school=SchoolFactory()), AwardFactory(school=SchoolFactory())
    assert cost() == one <= 12
