"""Who may enter which page of reading lists: every route × every role."""

import pytest
from django.urls import reverse

from tests.factories.catalogue import TitleFactory
from tests.reading.lists.kept import a_list
from tests.reading.test_permissions import ROLES, doors, town

__all__ = ["town"]
pytestmark = pytest.mark.django_db

EVERYBODY = dict.fromkeys(ROLES, 200)
# A list of the school that is not public: its people read it; its maker, librarian and the city change it.
OWN_PEOPLE = EVERYBODY | {"visitor": 404, "librarian_elsewhere": 404}
MAKERS = EVERYBODY | {"visitor": 302, "pupil": 403, "classmate": 403, "editor": 403}
KEEPERS = MAKERS | {"other_teacher": 403, "librarian_elsewhere": 404}


def moved(row):
    return {role: 302 if status == 200 else status for role, status in row.items()}


ROUTES = {
    "reading_lists": EVERYBODY,
    "reading_list": OWN_PEOPLE,
    "bingo_card": OWN_PEOPLE,
    "add_list": MAKERS,
    "edit_list": KEEPERS,
    "change_listed": moved(KEEPERS),
    "copy_list": moved(KEEPERS | {"other_teacher": 200}),
    "retire_list": moved(KEEPERS),
}
POSTED = {
    "change_listed": lambda kept: {"do": "remove", "item": kept.items.get().pk},
    "copy_list": lambda kept: {},
    "retire_list": lambda kept: {},
}


@pytest.mark.parametrize("name", ROUTES)
def test_the_table_of_doors(client, town, name):
    kept = a_list(town[3]["teacher"], [TitleFactory()])
    url = reverse(name, args=[] if name in ("reading_lists", "add_list") else [kept.pk])
    knock = (lambda: client.post(url, POSTED[name](kept))) if name in POSTED else (lambda: client.get(url))
    assert doors(client, town[3], knock) == ROUTES[name]
