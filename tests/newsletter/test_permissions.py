"""Who may enter the routes of the newsletter.

"in" a page or a download · "away" sent elsewhere · "no" 403.
"""

import pytest
from django.urls import reverse

from newsletter import services
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import GrantFactory
from tests.factories.newsletter import SubscriberFactory

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "teacher", "librarian", "editor", "city")
ALL = ("in",) * 6
EDITORS = ("away", "no", "no", "no", "in", "in")
ROUTES = {
    "subscribe": ALL,
    # the token is the permission
    "subscription": ALL,
    "confirm_newsletter": ("away",) * 6,
    "unsubscribe_newsletter": ALL,
    "newsletter_data": ALL,
    "newsletter_desk": EDITORS,
    "preview_issue": EDITORS,
    "introduce_issue": ("away", "no", "no", "no", "away", "away"),
    "hold_issue": ("away", "no", "no", "no", "away", "away"),
}
BY_POST = {"confirm_newsletter": {}, "introduce_issue": {"introduction": "Halo"}, "hold_issue": {}}
SAYS = {200: "in", 302: "away", 403: "no", 404: "hidden"}


@pytest.fixture
def people(home):
    return {
        "pupil": settled(new_pupil().user),
        "teacher": GrantFactory(of_class=True).user,
        "librarian": GrantFactory(librarian=True).user,
        "editor": GrantFactory(editor=True).user,
        "city": GrantFactory(city=True).user,
    }


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_lets_in_exactly_those_it_is_for(client, people, name):
    issue, found = services.open_issue("weekly"), []
    staff = {"preview_issue": [issue.pk], "introduce_issue": [issue.pk], "hold_issue": [issue.pk]}
    open_to_all = {"subscribe": [], "newsletter_desk": []}
    arguments = {**staff, **open_to_all}.get(name) or (
        [SubscriberFactory().token] if name not in open_to_all else []
    )
    url = reverse(name, args=arguments)
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(people[visitor])
        answer = client.post(url, BY_POST[name]) if name in BY_POST else client.get(url)
        found.append(SAYS[answer.status_code])
    assert tuple(found) == ROUTES[name]


def test_nobody_sees_a_subscription_by_a_token_that_is_not_ours(client, home):
    SubscriberFactory()
    names = ("subscription", "unsubscribe_newsletter", "newsletter_data")
    assert [client.get(reverse(name, args=["x" * 43])).status_code for name in names] == [404] * 3
