"""Who may enter the routes of notices: every route, every kind of visitor.

"in" a page or a download · "away" sent elsewhere · "no" 403 · "hidden" 404: another's notice or school.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from notices import unsubscribing
from notices.models import Delivery, Notice
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.notices import an_email, told

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "mate", "teacher", "librarian", "operator", "stranger", "city")
#                     anonymous pupil     mate      teacher   librarian operator  stranger  city
OWN = ("away", *["in"] * 7)
MANAGERS = ("away", "hidden", "hidden", "hidden", "in", "in", "hidden", "in")
TEACHERS = ("away", "hidden", "hidden", "in", "in", "in", "hidden", "in")
ROUTES = {
    "my_notices": OWN,
    "notice_settings": OWN,
    "read_notices": ("away",) * 8,
    # the pupil's own leads on; nobody else's notice exists
    "open_notice": ("away", "away", *["hidden"] * 6),
    # refused or not, the answer is the page of settings; a pupil has no number to give
    "give_phone": OWN,
    "confirm_phone": OWN,
    "remove_phone": ("away",) * 8,
    "unsubscribe": ("in",) * 8,
    "school_outbox": MANAGERS,
    "city_outbox": ("away", "no", "no", "no", "no", "no", "no", "in"),
    "retry_delivery": ("away", "hidden", "hidden", "hidden", "away", "away", "hidden", "away"),
    "retry_all": ("away", "hidden", "hidden", "hidden", "away", "away", "hidden", "away"),
    "class_notices": TEACHERS,
    "notice_slips": TEACHERS,
}
BY_POST = {
    "read_notices": {},
    "give_phone": {"number": "bukan nomor", "by": "sms"},
    "confirm_phone": {"code": "1"},
    "remove_phone": {},
    "retry_delivery": {},
    "retry_all": {},
    "notice_slips": {"ulang": "1"},
}
SAYS = {200: "in", 302: "away", 403: "no", 404: "hidden"}


@pytest.fixture
def town():
    classroom = ClassroomFactory()
    school = classroom.school
    pupil = settled(new_pupil(school=school, in_class=classroom).user)
    delivery = an_email(school=school)
    Delivery.objects.filter(pk=delivery.pk).update(state="failed", error="no_answer")
    return {
        "notice": told(pupil, link="/rak/"),
        "delivery": delivery,
        "classroom": classroom,
        "school": school,
        "pupil": pupil,
        "mate": settled(new_pupil(school=school, nis="1002", in_class=classroom).user),
        "teacher": GrantFactory(of_class=True, classroom=classroom).user,
        "librarian": GrantFactory(librarian=True, school=school).user,
        "operator": GrantFactory(school_admin=True, school=school).user,
        "stranger": GrantFactory(school_admin=True).user,
        "city": GrantFactory(city=True).user,
    }


def address(name, town):
    arguments = {
        "open_notice": [town["notice"].pk],
        "unsubscribe": [unsubscribing.token_for(town["notice"])],
        "school_outbox": [town["school"].npsn],
        "retry_delivery": [town["delivery"].pk],
        "class_notices": [town["classroom"].pk],
        "notice_slips": [town["classroom"].pk],
    }
    return reverse(name, args=arguments.get(name, []))


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_lets_in_exactly_those_it_is_for(client, town, name):
    url, found = address(name, town), []
    Delivery.objects.filter(channel="slip").update(state="printed", sent_at="2026-11-20T00:00:00Z")
    form = {**BY_POST.get(name, {}), **({"npsn": town["school"].npsn} if name == "retry_all" else {})}
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(town[visitor])
        answer = client.post(url, form) if name in BY_POST else client.get(url)
        found.append(SAYS[answer.status_code])
    assert tuple(found) == ROUTES[name]


def test_only_the_city_tries_the_whole_city_again(client, town):
    found = []
    for visitor in VISITORS[1:]:
        client.force_login(town[visitor])
        found.append(SAYS[client.post(reverse("retry_all")).status_code])
    assert found == [*["no"] * 6, "away"]


def test_reading_all_is_reading_ones_own(client, town):
    others = told(town["teacher"])
    client.force_login(town["pupil"])
    client.post(reverse("read_notices"))
    client.post(reverse("read_notices"), {"notice": others.pk})
    assert list(Notice.objects.filter(read_at__isnull=False)) == [town["notice"]]


def test_what_a_manager_sees_by_word_is_what_the_predicate_allows(town):
    an_email(), an_email(school=None)
    for visitor in VISITORS[1:]:
        person = town[visitor]
        allowed = {one for one in Delivery.objects.all() if person.has_perm("notices.manage_delivery", one)}
        assert set(Delivery.objects.managed_by(person)) == allowed
