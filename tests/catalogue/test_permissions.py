"""Who may enter the routes of the catalogue: every route, every kind of visitor.

"in" a page · "away" sent elsewhere (sign-in) · "no" 403 · "hidden" 404: another school's.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from literasi.catalogue.models import CatalogueImport
from tests.accounts.people import settled
from tests.factories.accounts import GrantFactory, PupilFactory, SchoolFactory
from tests.factories.asking import BookSuggestionFactory
from tests.factories.catalogue import CopyFactory, PlaceFactory, TitleFactory
from ui.imports.models import ImportState

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "teacher", "librarian", "operator", "stranger", "city")
#          anonymous pupil teacher librarian operator stranger city
ALL = ("in",) * 7
KEEPERS = ("away", "no", "no", "in", "in", "in", "in")
OWN = ("away", "no", "no", "in", "in", "hidden", "in")
ROUTES = {
    "catalogue": ALL,
    "title": ALL,
    "title_lookup": ALL,
    "manage_catalogue": KEEPERS,
    "add_title": KEEPERS,
    "edit_title": KEEPERS,
    "add_copy": KEEPERS,
    "edit_copy": OWN,
    "places": KEEPERS,
    "add_place": KEEPERS,
    "edit_place": OWN,
}
ROUTES |= {
    "import_catalogue": KEEPERS,
    "review_catalogue_import": OWN,
    "catalogue_import_notes": OWN,
    # These lead on to the next page.
    "catalogue_import_result": ("away", "no", "no", "away", "away", "hidden", "away"),
    "confirm_catalogue_import": ("away", "no", "no", "away", "away", "hidden", "away"),
    "discard_catalogue_import": ("away", "no", "no", "away", "away", "hidden", "away"),
}
ROUTES |= {
    "book_suggestions": ALL,
    "suggest_a_book": ALL,
    "back_suggestion": ALL,
    "suggestion_desk": KEEPERS,
    "decide_suggestion": OWN,
}
BY_POST = {"confirm_catalogue_import", "discard_catalogue_import"}
SAYS = {200: "in", 302: "away", 403: "no", 404: "hidden"}


@pytest.fixture
def town():
    """One school with one of everyone and one copy, a librarian of another, the city's administrator."""
    school = SchoolFactory()
    copy = CopyFactory(title=TitleFactory(), place=PlaceFactory(school=school))
    return {
        "copy": copy,
        "suggestion": BookSuggestionFactory(school=school, shown=True),
        "import": CatalogueImport.objects.create(school=school, state=ImportState.REFUSED, message="Rusak"),
        "pupil": settled(PupilFactory(school=school).user),
        "teacher": settled(GrantFactory(school=school).user),
        "librarian": settled(GrantFactory(librarian=True, school=school).user),
        "operator": settled(GrantFactory(school_admin=True, school=school).user),
        "stranger": settled(GrantFactory(librarian=True).user),
        "city": settled(GrantFactory(city=True).user),
    }


def address(name: str, town: dict) -> str:
    copy = town["copy"]
    title = copy.title
    arguments = {
        "title": [title.pk, title.slug],
        "edit_title": [title.pk],
        "add_copy": [title.pk],
        "edit_copy": [copy.pk],
        "edit_place": [copy.place_id],
        "back_suggestion": [town["suggestion"].pk],
        "decide_suggestion": [town["suggestion"].pk],
    }
    if "catalogue_import" in name:
        return reverse(name, args=[town["import"].pk])
    return reverse(name, args=arguments.get(name, []))


@pytest.mark.parametrize("name", ROUTES)
def test_each_route_lets_in_whom_it_should(client, town, name):
    answers = []
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(town[visitor])
        ask = client.post if name in BY_POST else client.get
        answers.append(SAYS[ask(address(name, town)).status_code])
    assert tuple(answers) == ROUTES[name]
