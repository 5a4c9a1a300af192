"""The team: adults who agreed, pupils never."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import TeamMember
from tests.factories.accounts import GrantFactory, PupilFactory
from tests.factories.kinds import TeamPageFactory
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db


def refused(**fields):
    """The fields that speak against this member."""
    with pytest.raises(ValidationError) as refusal:
        TeamMember(**{"role": "Pustakawan", **fields}).clean()
    return list(refusal.value.message_dict)


def test_people_stand_in_their_groups_in_the_editors_order(home, client):
    page = TeamPageFactory(
        members=[
            TeamMember(name="Rina Marlina, S.IPust.", role="Kepala", unit="Perpustakaan"),
            TeamMember(role="Petugas layanan", unit="Perpustakaan"),
            TeamMember(role="Pengemudi", unit="Mobil keliling"),
        ]
    )
    units = client.get(page.url).context["units"]
    assert [(unit, [str(each) for each in members]) for unit, members in units] == [
        ("Perpustakaan", ["Rina Marlina, S.IPust.", "Petugas layanan"]),
        ("Mobil keliling", ["Pengemudi"]),
    ]


def test_a_portrait_needs_the_agreement_of_the_person(home):
    assert refused(picture=PictureFactory()) == ["picture_agreed"]


def test_a_portrait_shows_no_children_without_consent(home):
    assert refused(picture=PictureFactory(of_children=True), picture_agreed=True) == ["picture"]


def test_a_portrait_whose_agreement_was_taken_back_gives_way_to_initials(home, client):
    member = TeamMember(name="Rina Marlina", role="Pustakawan", picture=PictureFactory(), picture_agreed=True)
    page = TeamPageFactory(members=[member])
    shows = [("<picture>" in client.get(page.url).content.decode())]
    TeamMember.objects.update(picture_agreed=False)
    html = client.get(page.url).content.decode()
    shows += ["<picture>" in html, bool(re.search(r"person-drawn[^>]*>RM<", html))]
    assert shows == [True, False, True]


def test_nobody_called_like_a_pupil_is_shown(home):
    PupilFactory(user__name="Budi Santoso")
    assert refused(name="budi  santoso") == ["name"]


def test_a_member_of_staff_may_be_called_like_a_pupil(home):
    PupilFactory(user__name="Budi Santoso")
    TeamMember(name="Budi Santoso, S.Pd.", role="Guru").clean()
    GrantFactory(user__name="Budi Santoso")
    TeamMember(name="Budi Santoso", role="Guru").clean()


def test_contact_is_shown_only_where_it_is_given(home, client):
    page = TeamPageFactory(
        members=[TeamMember(role="Meja depan", phone="(0260) 555-010"), TeamMember(role="Lain")]
    )
    html = client.get(page.url).content.decode()
    assert re.findall(r'href="((?:tel|mailto):[^"]*)"', html) == ["tel:0260555010"]


def test_one_person_costs_what_three_cost(home, client):
    def cost(number):
        members = [
            TeamMember(name=f"Orang {n}", role="Guru", picture=PictureFactory(), picture_agreed=True)
            for n in range(number)
        ]
        page = TeamPageFactory(members=members)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    cost(1)
    assert cost(1) == cost(3) <= 12
