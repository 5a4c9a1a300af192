"""A moderator and a writer at the same moment; without the lock it goes wrong."""

import pytest

from literasi.reading.models import Review, ReviewState
from literasi.reading.services import rebuild_totals
from literasi.reading.services.reviews import publish_reviews, write_review
from tests.factories.accounts import ClassroomFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher
from tests.reading.reviews.written import TEXT, a_review
from tests.reading.test_races import at_once, no_lock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CHANGED = "Sekarang aku menulis hal yang sama sekali lain daripada tadi."


def publish_against_edit():
    """Ten reviews of ten readers: each published and, at the same moment, changed."""
    classroom = ClassroomFactory()
    a_programme(classroom.school, metric="reviews", interval="whole", value=1)
    reviews = [a_review(a_pupil(classroom), text=TEXT) for _ in range(10)]
    teacher = a_teacher(classroom)
    jobs = []
    for review in reviews:
        jobs += [
            lambda review=review: publish_reviews({review.pk: 1}, by=teacher),
            lambda review=review: write_review(review.reader, review.title, rating=1, text=CHANGED),
        ]
    return at_once(*jobs)


def test_nobody_publishes_what_was_changed_under_their_hands():
    results = publish_against_edit()
    assert [r for r in results if isinstance(r, Exception)] == []
    assert set(Review.objects.values_list("state", "text", "version")) == {(ReviewState.WAITING, CHANGED, 2)}
    assert rebuild_totals(check_only=True) == []


def test_without_the_lock_a_changed_review_may_be_published_or_standings_go_wrong(monkeypatch):
    with no_lock(monkeypatch):
        results = publish_against_edit()
    wrong = Review.objects.exclude(state=ReviewState.WAITING, text=CHANGED).exists()
    failed = any(isinstance(r, Exception) for r in results)
    assert wrong or failed or rebuild_totals(check_only=True) != []
