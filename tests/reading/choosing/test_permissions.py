"""Suggestions and the year are for readers, and each sees their own."""

import pytest
from django.urls import reverse

from literasi.reading.services.wishes import want_title
from tests.factories.catalogue import TitleFactory
from tests.reading.test_permissions import OWNER, READERS, doors, moved, town

__all__ = ["town"]
pytestmark = pytest.mark.django_db

ROUTES = {
    "suggestions": READERS,
    "want_title": moved(READERS),
    "drop_wish": moved(OWNER),
    "this_year": moved(READERS),
    "my_year": READERS,
}
POSTED = {"want_title", "drop_wish"}


@pytest.mark.parametrize("name", ROUTES)
def test_the_table_of_doors(client, town, name):
    classroom, pupil, _log, people = town
    title = TitleFactory()
    arguments = {
        "want_title": title.pk,
        "drop_wish": want_title(pupil.user, title).pk,
        "my_year": classroom.year.name.replace("/", "-"),
    }
    url = reverse(name, args=[arguments[name]] if name in arguments else [])
    knock = (lambda: client.post(url)) if name in POSTED else (lambda: client.get(url))
    assert doors(client, people, knock) == ROUTES[name]
