"""Reviews: written by a reader, published or returned by somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from literasi.catalogue.models import Title

from .. import exceptions as broken
from ..counting import recount
from ..counting.standings import Touched
from ..models import Journal, Review, ReviewState, ShelfBook
from ..telling import tell_review_returned, tell_reviews_published
from .line import stand_in_line, stand_in_lines
from .placement import placement_of

LEAST_CHARACTERS = 20


@dataclass(frozen=True)
class ModerationOutcome:
    """What became of each review of a bulk publication. `changed`: not what was on the screen any more."""

    published: list[Review] = field(default_factory=list)
    already: list[Review] = field(default_factory=list)
    changed: list[Review] = field(default_factory=list)


@transaction.atomic
def write_review(reader: User, title: Title, *, rating: int, text: str) -> Review:
    """Write one's review of a title one has read, or change it: it waits until somebody has looked.

    Sending the same words again changes nothing, unless the review had come back.
    """
    text = text.strip()
    if len(" ".join(text.split())) < LEAST_CHARACTERS:
        raise broken.ReviewTooShort(least=LEAST_CHARACTERS)
    place = placement_of(reader, timezone.localdate())
    today = place.school.today()
    stand_in_line(reader)
    review = Review.objects.of(reader).filter(title=title).first()
    if review is None and not has_read(reader, title):
        raise broken.NotRead
    if review and not review.is_returned and (review.rating, review.text) == (rating, text):
        return review
    before = [_touched(review)] if review and review.is_published else []
    review = review or Review(reader=reader, title=title, version=0)
    review.school, review.classroom, review.by_staff = place.school, place.classroom, place.by_staff
    review.rating, review.text, review.reviewed_on = rating, text, today
    review.state, review.moderated_by, review.moderated_at = ReviewState.WAITING, None, None
    review.version += 1
    review.save()
    _settle(before)
    record("write_review", review, actor=reader, school=place.school, title=title.pk, version=review.version)
    return review


@transaction.atomic
def withdraw_review(review: Review, *, by: User) -> None:
    """Take one's own review back; it is gone, also from where it counted."""
    stand_in_line(by)
    mine = Review.objects.of(by).select_related("school").get(pk=review.pk)
    record("withdraw_review", mine, actor=by, school=mine.school, title=mine.title_id, state=mine.state)
    touched = [_touched(mine)] if mine.is_published else []
    mine.delete()
    _settle(touched)


@transaction.atomic
def publish_reviews(tickets: Mapping[int, int], *, by: User) -> ModerationOutcome:
    """Publish reviews, given as id → the version that was on the screen.

    One changed meanwhile is left waiting and reported. An id outside the user's own classes, or of the
    user's own pen, raises Review.DoesNotExist: nothing is done.
    """
    outcome = ModerationOutcome()
    for review in _locked(tickets.keys(), by):
        if review.version != tickets[review.pk]:
            outcome.changed.append(review)
        elif review.is_published:
            outcome.already.append(review)
        else:
            _mark(review, ReviewState.PUBLISHED, by)
            outcome.published.append(review)
    Review.objects.bulk_update(outcome.published, ["state", "moderated_by", "moderated_at", "note"])
    _settle(_touched(review) for review in outcome.published)
    for school, count in Counter(review.school for review in outcome.published).items():
        ids = [review.pk for review in outcome.published if review.school_id == school.pk]
        record("publish_reviews", school, actor=by, school=school, count=count, reviews=ids)
    tell_reviews_published(outcome.published)
    return outcome


@transaction.atomic
def return_review(review: Review, *, version: int, note: str, by: User) -> Review:
    """Give a review back with a note, a published one too: it disappears and counts no longer."""
    [known] = _locked([review.pk], by)
    if not note.strip():
        raise broken.NoteNeeded
    if known.version != version:
        raise broken.ReviewChanged
    touched = [_touched(known)] if known.is_published else []
    _mark(known, ReviewState.RETURNED, by, note=" ".join(note.split())[:300])
    known.save(update_fields=["state", "moderated_by", "moderated_at", "note"])
    _settle(touched)
    record("return_review", known, actor=by, school=known.school)
    tell_review_returned(known)
    return known


def has_read(reader: User, title: Title) -> bool:
    """Whether an entry that counts is on this title."""
    return ShelfBook.objects.of(reader).filter(title=title, last_read_on__isnull=False).exists()


def drop_second_reviews(weaker: Title, stronger: Title) -> None:
    """Two titles become one: who reviewed both keeps the review of the one that stays."""
    twice = Review.objects.filter(
        title=weaker, reader__in=Review.objects.filter(title=stronger).values("reader")
    )
    stand_in_lines(twice.values_list("reader_id", flat=True))
    touched = [_touched(review) for review in twice.published()]
    twice.delete()
    _settle(touched)


def _locked(ids: Iterable[int], by: User) -> list[Review]:
    """The reviews, read again under the locks of their readers' journals."""
    wanted = set(ids)
    mine = Review.objects.moderated_by(by).filter(pk__in=wanted)
    stand_in_lines(mine.values_list("reader_id", flat=True))
    reviews = list(mine.select_related("school", "reader", "title").order_by("created_at", "pk"))
    if len(reviews) != len(wanted):
        raise Review.DoesNotExist
    return reviews


def _mark(review: Review, state: ReviewState, by: User, note: str = "") -> None:
    review.state, review.note = state, note
    review.moderated_by, review.moderated_at = by, timezone.now()


def _touched(review: Review) -> Touched:
    return Touched(review.reader_id, review.school_id, review.classroom_id, review.reviewed_on)


def _settle(touched: Iterable[Touched]) -> None:
    """Let standings follow, and have the readers' badges weighed again."""
    touched = list(touched)
    recount(touched)
    readers = {one.reader_id for one in touched}
    if readers:
        Journal.objects.of_readers(readers).update(stirred_at=timezone.now())
