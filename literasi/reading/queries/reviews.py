"""What readers say about a title, as far as it has been published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count
from rapidfuzz import fuzz

from accounts.models import User
from literasi.catalogue.models import Title

from ..models import Flag, ReadingLog, Review
from ..services.flags import FEWEST_WORDS, NEAR_COPY, folded
from ..services.legible import is_gibberish

REVIEWS_A_PAGE = 5
# An average over fewer says more about a person than about a book.
FEWEST_FOR_AVERAGE = 3
# As many other reviews of a title are compared with one.
COMPARED = 50


@dataclass(frozen=True)
class TitleReviews:
    """A page of published reviews, newest first; `average` is None while there are few."""

    page: Page[Review]
    count: int
    average: float | None


def reviews_of(title: Title, number: str | None = None) -> TitleReviews:
    """Two queries; names stay with the caller's template, which shows initials only."""
    published = Review.objects.published().filter(title=title)
    sums = published.order_by().aggregate(n=Count("pk"), average=Avg("rating"))
    rows = published.with_people().order_by("-moderated_at", "-pk")
    paginator = Paginator(rows, REVIEWS_A_PAGE)
    paginator.__dict__["count"] = sums["n"]  # known already
    average = sums["average"] if sums["n"] >= FEWEST_FOR_AVERAGE else None
    return TitleReviews(paginator.get_page(number), sums["n"], average)


def words_to_begin_with(reader: User, title: Title, entry: str = "") -> dict[str, object]:
    """What the reader has already said of the title in their journal: of that entry, else the latest."""
    said = ReadingLog.objects.of(reader).filter(book__title=title)
    asked = said.filter(pk=int(entry)) if entry.isdecimal() and len(entry) < 12 else said.none()
    log = asked.first() or said.exclude(response="").order_by("-finished", "-read_on", "-pk").first()
    return {"rating": log.rating, "text": log.response} if log else {}


def signs_of(reviews: Iterable[Review]) -> dict[int, list[str]]:
    """Review → what a moderator should look at; one query for a page, which has its titles loaded."""
    reviews = list(reviews)
    titles = {review.title_id for review in reviews}
    others: dict[int, list[tuple[int, str]]] = {}
    for title, reader, text in (
        Review.objects.filter(title__in=titles).order_by("-pk").values_list("title_id", "reader_id", "text")
    ):
        others.setdefault(title, []).append((reader, folded(text)))
    return {review.pk: _signs(review, others.get(review.title_id, [])) for review in reviews}


def _signs(review: Review, others: list[tuple[int, str]]) -> list[str]:
    own, summary = folded(review.text), folded(review.title.summary)
    long = own.count(" ") >= FEWEST_WORDS - 1
    copied = any(
        reader != review.reader_id and fuzz.ratio(own, text, score_cutoff=NEAR_COPY)
        for reader, text in others[:COMPARED]
    )
    blurb = summary.count(" ") >= FEWEST_WORDS - 1 and fuzz.partial_ratio(own, summary) >= NEAR_COPY
    raised = {
        Flag.COPIED: long and copied,
        Flag.BLURB: long and blurb,
        Flag.GIBBERISH: is_gibberish(review.text),
    }
    return [str(flag.label) for flag, seen in raised.items() if seen]
