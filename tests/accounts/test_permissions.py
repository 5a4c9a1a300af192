"""Who may enter the routes of accounts: every route, every kind of visitor.

"in" a page or a download · "away" sent elsewhere (sign-in, another page) · "no" 403 · "hidden" 404,
which is what another school's people and classes are.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.landing import landing_url
from accounts.models import Role, RosterImport
from accounts.permissions import Scope, grantable_roles, may_hand_out, may_reset, needs_second_factor
from tests.accounts.people import fresh, new_pupil, settled
from tests.factories.accounts import (
    ClassroomFactory,
    ConsentFactory,
    GrantFactory,
    GuardianLinkFactory,
    HolidayFactory,
    SchoolFactory,
    UserFactory,
)
from ui.imports.models import ImportState

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "teacher", "principal", "librarian", "operator", "stranger", "city")
#                          anonymous pupil     teacher   principal librarian operator  stranger  city
OWN = ("away", "in", "in", "in", "in", "in", "in", "in")
SCHOOL = ("away", "hidden", "hidden", "hidden", "in", "in", "hidden", "in")
SCHOOL_PAGE = ("away", "hidden", "hidden", "in", "in", "in", "hidden", "in")
SCHOOL_POST = ("away", "hidden", "hidden", "hidden", "away", "away", "hidden", "away")
CLASS = ("away", "hidden", "in", "hidden", "in", "in", "hidden", "in")
CLASS_POST = ("away", "hidden", "away", "hidden", "away", "away", "hidden", "away")
ROUTES = {
    "choose_pin": ("away",) * 8,  # a page only until the own PIN is chosen
    "profile": OWN,
    "own_data": OWN,
    "schools": ("away", "no", "no", "away", "away", "away", "away", "in"),
    "add_school": ("away", "no", "no", "no", "no", "no", "no", "in"),
    "school": SCHOOL_PAGE,
    "create_staff": SCHOOL,
    "person": SCHOOL,
    # the person in the table is the school's operator, whom nobody below may reset
    "person_pin": ("away", *["hidden"] * 6, "in"),
    "remove_second_factor": ("away", *["hidden"] * 6, "away"),
    "account_login": ("in", *["away"] * 7),
    "grant_role": ("away", "hidden", "hidden", "hidden", "in", "away", "hidden", "away"),
    "revoke_role": SCHOOL_POST,
    "class_pupils": CLASS,
    "pupil_pin": CLASS,
    "pin_cards": CLASS,
    "school_calendar": SCHOOL_PAGE,
    "set_school_days": SCHOOL_POST,
    "add_school_holiday": SCHOOL_POST,
    "delete_school_holiday": SCHOOL_POST,
    "class_consents": CLASS,
    "consent_slips": CLASS,
    "pupil_consents": CLASS,
    "withdraw_consent": CLASS_POST,
    "make_guardian_link": CLASS_POST,
    "revoke_guardian_link": CLASS_POST,
    "own_consents": ("away", "in", *["hidden"] * 6),
    "guardian_consent": ("in",) * 8,
    "import_roster": SCHOOL,
    "review_roster": SCHOOL,
    "confirm_roster": SCHOOL_POST,
    "discard_roster": SCHOOL_POST,
    "roster_result": SCHOOL_POST,  # nothing is loaded yet: back to the review
    "roster_errors": SCHOOL,
}
ROSTERS = ("review_roster", "confirm_roster", "discard_roster", "roster_result")
BY_POST = {
    "grant_role": {"role": "school_admin"},
    "revoke_role": {},
    "remove_second_factor": {},
    "consent_slips": {},
    "withdraw_consent": {"name": "Ibu Contoh"},
    "make_guardian_link": {},
    "revoke_guardian_link": {},
    "set_school_days": {"days": ["1", "2"]},
    "add_school_holiday": {"name": "Ujian", "starts_on": "2026-12-01", "ends_on": "2026-12-02"},
    "delete_school_holiday": {},
    "confirm_roster": {},
    "discard_roster": {},
}
SAYS = {200: "in", 302: "away", 403: "no", 404: "hidden"}


@pytest.fixture
def town():
    """One school with one of everyone, an operator of another school, and the city's administrator."""
    classroom = ClassroomFactory()
    school = classroom.school
    pupil = new_pupil(school=school, in_class=classroom)
    return {
        "classroom": classroom,
        "school": school,
        "roster": RosterImport.objects.create(school=school, year="2026/2027", state=ImportState.READY),
        "holiday": HolidayFactory(school=school),
        "consent": ConsentFactory(pupil=pupil),
        "link": GuardianLinkFactory(pupil=pupil),
        "pupil_row": pupil,
        "pupil": settled(pupil.user),
        "teacher": GrantFactory(of_class=True, classroom=classroom).user,
        "principal": GrantFactory(principal=True, school=school).user,
        "librarian": GrantFactory(librarian=True, school=school).user,
        "operator": GrantFactory(school_admin=True, school=school).user,
        "stranger": GrantFactory(school_admin=True).user,
        "city": GrantFactory(city=True).user,
    }


def address(name, town):
    school, classroom, operator = town["school"], town["classroom"], town["operator"]
    arguments = {
        "school": [school.npsn],
        "create_staff": [school.npsn],
        "person": [school.npsn, operator.pk],
        "person_pin": [school.npsn, operator.pk],
        "remove_second_factor": [school.npsn, operator.pk],
        "grant_role": [school.npsn, town["teacher"].pk],
        "revoke_role": [school.npsn, operator.grants.get().pk],
        "class_pupils": [classroom.pk],
        "pupil_pin": [classroom.pk, town["pupil_row"].pk],
        "pin_cards": [classroom.pk],
        "school_calendar": [school.npsn],
        "set_school_days": [school.npsn],
        "add_school_holiday": [school.npsn],
        "delete_school_holiday": [school.npsn, town["holiday"].pk],
        "class_consents": [classroom.pk],
        "consent_slips": [classroom.pk],
        "pupil_consents": [classroom.pk, town["pupil_row"].pk],
        "make_guardian_link": [classroom.pk, town["pupil_row"].pk],
        "withdraw_consent": [classroom.pk, town["pupil_row"].pk, town["consent"].pk],
        "revoke_guardian_link": [classroom.pk, town["pupil_row"].pk, town["link"].pk],
        "guardian_consent": [town["link"].token],
        "import_roster": [school.npsn],
        "roster_errors": [school.npsn, town["roster"].pk, "csv"],
    } | {roster: [school.npsn, town["roster"].pk] for roster in ROSTERS}
    return reverse(name, args=arguments.get(name, []))


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_lets_in_exactly_those_it_is_for(client, town, name):
    url, found = address(name, town), []
    for visitor in VISITORS:
        client.logout()
        town["holiday"].save()  # whoever was before may have deleted it
        if visitor != "anonymous":
            client.force_login(town[visitor])
        answer = client.post(url, BY_POST[name]) if name in BY_POST else client.get(url)
        found.append(SAYS[answer.status_code])
    assert tuple(found) == ROUTES[name]


def test_a_pupil_of_another_class_is_not_found_in_this_one(client, town):
    neighbour = new_pupil(school=town["school"], nis="1002", in_class=ClassroomFactory(school=town["school"]))
    client.force_login(town["teacher"])
    assert client.post(reverse("pupil_pin", args=[town["classroom"].pk, neighbour.pk])).status_code == 404


def test_a_role_of_another_school_cannot_be_revoked_through_ones_own(client, town):
    foreign = town["stranger"].grants.get()
    client.force_login(town["operator"])
    assert client.post(reverse("revoke_role", args=[town["school"].npsn, foreign.pk])).status_code == 404


def test_a_person_of_another_school_is_not_found_at_ones_own(client, town):
    client.force_login(town["operator"])
    assert client.get(reverse("person", args=[town["school"].npsn, town["stranger"].pk])).status_code == 404


def test_nobody_hands_out_a_role_above_their_own(town):
    school = town["school"]
    below = [Role.TEACHER, Role.LIBRARIAN, Role.ORGANISER, Role.JUDGE]
    all_but_the_citys = [*below, Role.EDITOR, Role.SCHOOL_ADMIN, Role.PRINCIPAL]
    assert grantable_roles(town["teacher"], school) == []
    assert grantable_roles(town["principal"], school) == []
    assert grantable_roles(town["librarian"], school) == below
    assert grantable_roles(town["operator"], school) == all_but_the_citys
    assert grantable_roles(town["stranger"], school) == []
    assert grantable_roles(town["city"], school) == all_but_the_citys
    assert [may_hand_out(town[who], Role.CITY_ADMIN, None) for who in ("operator", "city")] == [False, True]


def test_a_closed_account_has_no_scope(town):
    town["city"].is_active = False
    assert grantable_roles(town["city"], town["school"]) == []


def test_the_second_factor_is_asked_of_all_who_see_more_than_a_class(settings, town):
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    asked = [who for who in VISITORS[1:] if needs_second_factor(town[who])]
    assert asked == ["principal", "librarian", "operator", "stranger", "city"]
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    assert not needs_second_factor(town["city"])


def test_a_rank_is_that_of_the_school_asked_about():
    scope = Scope({Role.LIBRARIAN: frozenset({1}), Role.TEACHER: frozenset({1, 2})})
    assert [scope.rank_at(n) for n in (1, 2, 3, None)] == [2, 1, 0, 0]


def test_the_page_for_a_new_pin_is_for_those_who_need_one(client):
    SchoolFactory()
    client.force_login(fresh(UserFactory()))
    assert client.get(reverse("choose_pin")).status_code == 200


def test_an_editor_who_writes_for_the_city_is_not_in_a_librarians_hands(town):
    editor = GrantFactory(editor=True, school=town["school"]).user
    allowed = [
        who
        for who in ("librarian", "operator", "stranger", "city")
        if may_reset(town[who], editor) and may_hand_out(town[who], Role.EDITOR, town["school"])
    ]
    assert allowed == ["operator", "city"]
    assert grantable_roles(editor, town["school"]) == []


def test_a_principal_resets_nobody_and_is_reset_by_the_operator_not_the_librarian(town):
    principal = town["principal"]
    assert not any(may_reset(principal, town[who]) for who in VISITORS[1:])
    others = ("teacher", "librarian", "operator", "stranger", "city")
    assert [who for who in others if may_reset(town[who], principal)] == ["operator", "city"]


def test_a_principal_comes_to_the_school_and_changes_nothing_there(client, town):
    client.force_login(settled(town["principal"]))
    answer = client.get(landing_url(town["principal"]), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("school", args=[town["school"].npsn])
    closed = ["create_staff", "person", "class_pupils", "pin_cards", "import_roster"]
    assert [name for name in closed if address(name, town) in page] == []
    assert reverse("school_reading", args=[town["school"].npsn]) in page
