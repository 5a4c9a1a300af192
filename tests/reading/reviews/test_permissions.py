"""Who may enter which page of reviews: every route × every role."""

import pytest
from django.urls import reverse

from literasi.reading.models import Review
from tests.reading.reviews.written import a_review
from tests.reading.test_permissions import CHECKERS, CLASS, OWNER, READERS, ROLES, doors, moved, town

__all__ = ["town"]
pytestmark = pytest.mark.django_db

ROUTES = {
    "my_reviews": READERS,
    "write_review": READERS | dict.fromkeys(("classmate", "teacher", "other_teacher"), 302)
    | dict.fromkeys(("librarian", "librarian_elsewhere"), 302),
    "withdraw_review": OWNER,
    "review_queue": CHECKERS,
    "return_review": moved(CLASS),
}  # fmt: skip
POSTED = {"return_review"}


@pytest.fixture
def review(town):
    return a_review(town[1])


def url_of(name, review):
    arguments = {"write_review": review.title_id, "withdraw_review": review.pk, "return_review": review.pk}
    return reverse(name, args=[arguments[name]] if name in arguments else [])


@pytest.mark.parametrize("name", ROUTES)
def test_the_table_of_doors(client, town, review, name):
    url, said = url_of(name, review), {"version": 1, "ready": "more"}
    knock = (lambda: client.post(url, said)) if name in POSTED else (lambda: client.get(url))
    assert doors(client, town[3], knock) == ROUTES[name]


@pytest.mark.parametrize("role", ROLES[1:])
def test_predicate_and_queryset_twin_agree(town, review, role):
    user = town[3][role]
    may = user.has_perm("reading.moderate_review", review)
    assert may == Review.objects.moderated_by(user).filter(pk=review.pk).exists()
