"""Boards: sums of classes and schools; single readers only with consent."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.consents.purposes import INDIVIDUAL_BOARD
from accounts.models import Consent
from literasi.reading.counting import rebuild_standings
from literasi.reading.queries.boards import everybody, individuals
from literasi.reading.services import policy_of
from tests.factories.accounts import ClassroomFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, an_entry

pytestmark = pytest.mark.django_db


def a_class(school=None, *, readers=5, quiet=0, minutes=20, name="VII A"):
    """Some who read, some who do not."""
    room = ClassroomFactory(name=name, **({"school": school} if school else {}))
    people = [a_pupil(room) for _ in range(readers + quiet)]
    for person in people[:readers]:
        an_entry(person, minutes=minutes)
    return room, people


def counted(school=None, **fields):
    programme = a_programme(school, interval="whole", **fields)
    rebuild_standings(programme)
    return programme


def agree(people):
    given = {"wording": "2026-11", "given_by": "Wali", "relation": "guardian", "how": "paper"}
    for person in people:
        Consent.objects.create(pupil=person, purpose=INDIVIDUAL_BOARD, **given)


def allow(school):
    policy = policy_of(school)
    policy.individual_boards = True
    policy.save()


def test_a_small_class_stands_before_a_large_one_that_reached_less():
    small, _ = a_class(readers=5, name="Kecil")
    a_class(small.school, readers=6, quiet=6, name="Besar")
    places = everybody(counted(small.school))
    assert [(p.place, p.line.classroom.name, p.line.share) for p in places] == [
        (1, "Kecil", 1.0),
        (2, "Besar", 0.5),
    ]


def test_equals_share_their_place():
    first, _ = a_class(name="A")
    a_class(first.school, name="B")
    a_class(first.school, quiet=5, name="C")
    assert [p.place for p in everybody(counted(first.school))] == [1, 1, 3]


def test_the_citys_board_stands_by_school():
    one, _ = a_class()
    two, _ = a_class(quiet=5)
    assert [p.line.school for p in everybody(counted())] == [one.school, two.school]


def test_a_group_of_four_stands_on_no_board():
    room, _ = a_class(readers=4)
    assert everybody(counted(room.school)) == []


def test_single_readers_stand_there_only_with_consent_and_if_the_school_wants_it():
    room, people = a_class(readers=7)
    programme = counted(room.school)
    agree(people[:5])
    assert individuals(programme, room.school) == []
    allow(room.school)
    found = individuals(programme, room.school)
    assert [(r.initials, r.classroom) for r in found] == [("M" + r.initials[1:], "VII A") for r in found]
    assert len(found) == 5


def test_fewer_than_five_with_consent_are_not_shown():
    room, people = a_class(readers=7)
    programme = counted(room.school)
    allow(room.school)
    agree(people[:4])
    assert individuals(programme, room.school) == []


def test_single_readers_are_shown_to_their_school_and_not_to_the_public(client):
    room, people = a_class(readers=6)
    programme = counted(room.school, is_public=True)
    allow(room.school)
    agree(people)
    url = reverse("board", args=[programme.slug])
    assert "walinya setuju" not in client.get(url).content.decode()
    client.force_login(people[0].user)
    text = client.get(url).content.decode()
    assert "walinya setuju" in text
    assert people[1].user.name not in text


def test_a_board_that_is_not_public_is_for_its_readers(client):
    room, people = a_class()
    url = reverse("board", args=[counted(room.school).slug])
    assert client.get(url).status_code == 404
    client.force_login(a_pupil().user)
    assert client.get(url).status_code == 404
    client.force_login(people[0].user)
    assert client.get(url).status_code == 200
    assert "Ayo Membaca" in client.get(reverse("boards")).content.decode()


@pytest.mark.usefixtures("known_frame")
@pytest.mark.parametrize("city", [True, False])
def test_a_board_costs_the_same_for_one_class_and_for_three(client, city):
    room, people = a_class()
    allow(room.school)
    agree(people)
    programme = a_programme(None if city else room.school, interval="day", is_public=True)
    rebuild_standings(programme)
    client.force_login(people[0].user)
    url = reverse("board", args=[programme.slug])

    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    one = queries()
    for name in ("VII B", "VII C"):
        a_class(None if city else room.school, name=name)
    assert queries() == one
