"""A review is written by a reader and published by somebody else; it counts while it is published."""

import pytest

from audit.models import Event
from literasi.catalogue.services.titles import merge_titles
from literasi.reading import exceptions as broken
from literasi.reading.models import Review, ReviewState, Standing
from literasi.reading.services import BookChoice, rebuild_totals
from literasi.reading.services.reviews import publish_reviews, return_review, withdraw_review, write_review
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.reviews.written import TEXT, a_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(grade=7))


@pytest.fixture
def teacher(pupil):
    return a_teacher(pupil.classroom)


def standing(programme):
    row = Standing.objects.filter(programme=programme).first()
    return (row.amount, row.reached) if row else None


def all_agree():
    return rebuild_totals(check_only=True) == []


def test_a_new_review_waits_where_its_writer_sits(pupil):
    review = a_review(pupil, rating=4)
    assert (review.state, review.version, review.rating) == (ReviewState.WAITING, 1, 4)
    assert (review.school, review.classroom, review.by_staff) == (pupil.school, pupil.classroom, False)


def test_a_teacher_reviews_too(pupil, teacher):
    title = TitleFactory()
    pupil.user = teacher
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    review = write_review(teacher, title, rating=5, text=TEXT)
    assert (review.by_staff, review.classroom) == (True, None)


def test_only_a_book_one_has_read_can_be_reviewed(pupil):
    with pytest.raises(broken.NotRead):
        write_review(pupil.user, TitleFactory(), rating=5, text=TEXT)


def test_a_review_is_more_than_a_word(pupil):
    title = TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    with pytest.raises(broken.ReviewTooShort):
        write_review(pupil.user, title, rating=5, text="Bagus  \n\n\n\n                 sekali")


def test_a_changed_review_waits_again_as_a_new_version(pupil, teacher):
    review = a_review(pupil)
    publish_reviews({review.pk: 1}, by=teacher)
    changed = write_review(pupil.user, review.title, rating=2, text=TEXT)
    assert (changed.pk, changed.state, changed.version) == (review.pk, ReviewState.WAITING, 2)
    assert (changed.moderated_by, changed.moderated_at) == (None, None)


def test_the_same_words_again_change_nothing(pupil, teacher):
    review = a_review(pupil, rating=4)
    publish_reviews({review.pk: 1}, by=teacher)
    same = write_review(pupil.user, review.title, rating=4, text=f" {TEXT} ")
    assert (same.state, same.version) == (ReviewState.PUBLISHED, 1)


def test_a_returned_review_may_be_sent_again_as_it_is(pupil, teacher):
    review = a_review(pupil, rating=4)
    return_review(review, version=1, note="Ceritakan lebih banyak.", by=teacher)
    again = write_review(pupil.user, review.title, rating=4, text=TEXT)
    assert (again.state, again.version, again.note) == (ReviewState.WAITING, 2, "Ceritakan lebih banyak.")


def test_publishing_twice_changes_nothing(pupil, teacher):
    review = a_review(pupil)
    first = publish_reviews({review.pk: 1}, by=teacher)
    second = publish_reviews({review.pk: 1}, by=teacher)
    assert (len(first.published), len(second.published), len(second.already)) == (1, 0, 1)


def test_nobody_publishes_what_they_did_not_see(pupil, teacher):
    review = a_review(pupil)
    write_review(pupil.user, review.title, rating=1, text=TEXT)
    outcome = publish_reviews({review.pk: 1}, by=teacher)
    review.refresh_from_db()
    assert (outcome.changed, review.state) == ([review], ReviewState.WAITING)


def test_a_return_needs_a_note_and_the_version_seen(pupil, teacher):
    review = a_review(pupil)
    with pytest.raises(broken.NoteNeeded):
        return_review(review, version=1, note="  ", by=teacher)
    with pytest.raises(broken.ReviewChanged):
        return_review(review, version=2, note="Lagi", by=teacher)


def test_nobody_moderates_their_own_review_or_another_class(pupil, teacher):
    review = a_review(pupil)
    GrantFactory(librarian=True, school=pupil.school, user=pupil.user)
    stranger = a_teacher(ClassroomFactory(school=pupil.school))
    for somebody in (pupil.user, stranger):
        with pytest.raises(Review.DoesNotExist):
            publish_reviews({review.pk: 1}, by=somebody)


def test_a_published_review_counts_and_a_returned_one_does_not(pupil, teacher):
    programme = a_programme(pupil.school, metric="reviews", interval="whole", value=1)
    review = a_review(pupil)
    assert standing(programme) is None
    publish_reviews({review.pk: 1}, by=teacher)
    assert standing(programme) == (1, True)
    assert all_agree()
    return_review(review, version=1, note="Tulis dengan kata-katamu sendiri.", by=teacher)
    assert standing(programme) == (0, False)
    assert all_agree()


def test_a_changed_or_withdrawn_review_stops_counting(pupil, teacher):
    programme = a_programme(pupil.school, metric="reviews", interval="week", value=2)
    one, two = a_review(pupil), a_review(pupil)
    publish_reviews({one.pk: 1, two.pk: 1}, by=teacher)
    assert standing(programme) == (2, True)
    write_review(pupil.user, one.title, rating=1, text=TEXT)
    assert standing(programme) == (1, False)
    withdraw_review(two, by=pupil.user)
    assert standing(programme) == (0, False)
    assert all_agree()


def test_every_step_is_recorded_without_the_text(pupil, teacher):
    review = a_review(pupil)
    publish_reviews({review.pk: 1}, by=teacher)
    return_review(review, version=1, note="Rapikan dulu.", by=teacher)
    withdraw_review(review, by=pupil.user)
    kept = Event.objects.filter(verb__contains="review").order_by("pk")
    assert [event.verb for event in kept] == [
        "write_review",
        "publish_reviews",
        "return_review",
        "withdraw_review",
    ]
    assert TEXT not in str([event.details for event in kept])


def test_two_titles_that_become_one_keep_one_review_a_reader(pupil, teacher):
    programme = a_programme(pupil.school, metric="reviews", interval="whole", value=2)
    weaker, stronger = a_review(pupil), a_review(pupil)
    elsewhere = a_review(a_pupil(pupil.classroom), title=weaker.title)
    publish_reviews({weaker.pk: 1, stronger.pk: 1}, by=teacher)
    merge_titles(weaker.title, stronger.title)
    assert set(Review.objects.values_list("pk", "title")) == {
        (stronger.pk, stronger.title_id),
        (elsewhere.pk, stronger.title_id),
    }
    assert standing(programme) == (1, False)
    assert all_agree()
