"""What readers say about a title, as far as it has been published."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count

from accounts.models import User
from literasi.catalogue.models import Title

from ..models import ReadingLog, Review

REVIEWS_A_PAGE = 5
# An average over fewer says more about a person than about a book.
FEWEST_FOR_AVERAGE = 3


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
