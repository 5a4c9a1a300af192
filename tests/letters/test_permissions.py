"""Who may enter the routes of letters: every route, every kind of visitor.

"in" a page or a download · "away" sent elsewhere · "no" 403 · "hidden" 404: another school's letters.
"""

from __future__ import annotations

import dataclasses

import pytest
from django.urls import reverse

from letters import registry
from letters.models import Letter
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.letters import CERTIFICATE, a_draft, a_letter

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "mate", "teacher", "librarian", "operator", "stranger", "city")
#                     anonymous pupil     mate      teacher   librarian operator  stranger  city
PUBLIC = ("in",) * 8
MANAGERS = ("away", "hidden", "hidden", "hidden", "in", "in", "hidden", "in")
ROUTES = {
    "check_letter": PUBLIC,
    "verify_letter": PUBLIC,
    "my_letters": ("away", "in", "in", "in", "in", "in", "in", "in"),
    # the letter is about the pupil; the kind shows it to the teacher of the class
    "letter_pdf": ("away", "in", "hidden", "in", "in", "in", "hidden", "in"),
    "letter": MANAGERS,
    "revoke_letter": ("away", "hidden", "hidden", "hidden", "away", "away", "hidden", "away"),
    "school_letters": MANAGERS,
    "city_letters": ("away", "no", "no", "no", "no", "no", "no", "in"),
}
BY_POST = {"revoke_letter": {"reason": "salah nama"}}
SAYS = {200: "in", 302: "away", 403: "no", 404: "hidden"}


@pytest.fixture
def town():
    classroom = ClassroomFactory()
    school = classroom.school
    pupil = settled(new_pupil(school=school, in_class=classroom).user)
    teacher = GrantFactory(of_class=True, classroom=classroom).user
    registry.register(
        dataclasses.replace(CERTIFICATE, may_see=lambda user, letter: user.pk == letter.data.get("teacher"))
    )
    return {
        "letter": a_letter(school=school, subject=pupil, data={"teacher": teacher.pk}),
        "school": school,
        "pupil": pupil,
        "mate": settled(new_pupil(school=school, nis="1002", in_class=classroom).user),
        "teacher": teacher,
        "librarian": GrantFactory(librarian=True, school=school).user,
        "operator": GrantFactory(school_admin=True, school=school).user,
        "stranger": GrantFactory(school_admin=True).user,
        "city": GrantFactory(city=True).user,
    }


def address(name, town):
    by_token = ("verify_letter", "letter_pdf", "letter", "revoke_letter")
    arguments = {known: [town["letter"].token] for known in by_token} | {
        "school_letters": [town["school"].npsn]
    }
    return reverse(name, args=arguments.get(name, []))


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_lets_in_exactly_those_it_is_for(client, town, name):
    url, found = address(name, town), []
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(town[visitor])
        answer = client.post(url, BY_POST[name]) if name in BY_POST else client.get(url)
        found.append(SAYS[answer.status_code])
        Letter.objects.update(state="issued", revoked_at=None, revoked_by=None, revoked_reason="")
    assert tuple(found) == ROUTES[name]


@pytest.mark.parametrize("name", ["letter", "letter_pdf"])
def test_a_letter_of_the_city_is_no_schools_business(client, town, name):
    url, found = reverse(name, args=[a_letter(school=None).token]), []
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(town[visitor])
        found.append(SAYS[client.get(url).status_code])
    assert found == ["away", *["hidden"] * 6, "in"]


def test_nobody_prints_or_verifies_a_draft(client, town):
    draft = a_draft(school=town["school"], subject=town["pupil"])
    client.force_login(town["operator"])
    found = [
        client.get(reverse(name, args=[draft.token])).status_code for name in ("verify_letter", "letter_pdf")
    ]
    assert found == [404, 404]
    client.force_login(town["pupil"])
    assert client.get(reverse("letter_pdf", args=[draft.token])).status_code == 404


def test_what_a_manager_sees_by_word_is_what_the_predicate_allows(town):
    a_letter(), a_letter(school=None)
    for visitor in VISITORS[1:]:
        person = town[visitor]
        allowed = {one for one in Letter.objects.all() if person.has_perm("letters.manage_letter", one)}
        assert set(Letter.objects.managed_by(person)) == allowed
