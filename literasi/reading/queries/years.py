"""A reader's school year in books."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Sum
from django.utils import timezone

from accounts.models import AcademicYear, User
from literasi.catalogue.kinds import Genre
from literasi.catalogue.search.facets import language_name

from ..models import DailyTotal, ReadingLog, Review, ShelfBook

COVERS_SHOWN = 60
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Month:
    first: dt.date
    minutes: int
    days: int

    @property
    def is_ahead(self) -> bool:
        return self.first > timezone.localdate()


@dataclass(frozen=True)
class YearInBooks:
    """`days` is (day, minutes, pages) of every day with reading; `books` those finished, first one first."""

    year: AcademicYear
    days: list[tuple[dt.date, int, int]]
    books: list[ShelfBook]
    ratings: dict[int, int]

    @property
    def minutes(self) -> int:
        return sum(minutes for _day, minutes, _pages in self.days)

    @property
    def hours(self) -> int:
        return self.minutes // 60

    @property
    def pages(self) -> int:
        return sum(pages for _day, _minutes, pages in self.days)

    @cached_property
    def months(self) -> list[Month]:
        """Every month of the school year, from July to June."""
        minutes, days = Counter[dt.date](), Counter[dt.date]()
        for day, amount, _pages in self.days:
            minutes[day.replace(day=1)] += amount
            days[day.replace(day=1)] += 1
        found, first = [], self.year.starts_on.replace(day=1)
        while first <= self.year.ends_on:
            found.append(Month(first, minutes[first], days[first]))
            first = (first + 31 * ONE_DAY).replace(day=1)
        return found

    @property
    def busiest(self) -> int:
        return max([month.minutes for month in self.months] + [1])

    @cached_property
    def longest_streak(self) -> int:
        """Most days in a row with reading."""
        best = run = 0
        before: dt.date | None = None
        for day, _minutes, _pages in self.days:
            run = run + 1 if before and day - before == ONE_DAY else 1
            best, before = max(best, run), day
        return best

    @property
    def covers(self) -> list[ShelfBook]:
        return self.books[:COVERS_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.books) - COVERS_SHOWN)

    @property
    def first_book(self) -> ShelfBook | None:
        return self.books[0] if self.books else None

    @property
    def last_book(self) -> ShelfBook | None:
        return self.books[-1] if len(self.books) > 1 else None

    @cached_property
    def favourite(self) -> ShelfBook | None:
        """Most stars; of several, the one finished last."""
        rated = [book for book in self.books if book.pk in self.ratings]
        return max(rated, key=lambda book: (self.ratings[book.pk], book.finished_on, book.pk), default=None)

    @property
    def favourite_stars(self) -> int:
        return self.ratings[self.favourite.pk] if self.favourite else 0

    @property
    def levels(self) -> list[tuple[str, int]]:
        return sorted(Counter(book.level for book in self.books if book.level).items())

    @property
    def genres(self) -> list[tuple[str, int]]:
        kinds = Counter(book.genre for book in self.books if book.genre)
        return [(str(Genre(genre).label), count) for genre, count in kinds.most_common()]

    @property
    def languages(self) -> list[tuple[str, int]]:
        codes = Counter(book.language for book in self.books if book.language)
        return [(language_name(code), count) for code, count in codes.most_common()]


def year_in_books(reader: User, year: AcademicYear) -> YearInBooks:
    """Four queries."""
    span = (year.starts_on, year.ends_on)
    days = (
        DailyTotal.objects.of(reader)
        .with_reading()
        .filter(day__range=span)
        .order_by("day")
        .values_list("day")
        .annotate(m=Sum("minutes"), p=Sum("pages"))
    )
    finished = ShelfBook.objects.of(reader).finished().filter(finished_on__range=span)
    books = list(finished.with_title().order_by("finished_on", "pk"))
    return YearInBooks(year, list(days), books, _ratings(reader, books))


def _ratings(reader: User, books: list[ShelfBook]) -> dict[int, int]:
    """Shelf book → stars; a review says more than an entry."""
    logs = ReadingLog.objects.of(reader).filter(book__in=books, rating__isnull=False)
    stars = dict(logs.order_by().values_list("book_id").annotate(Max("rating")))
    said = dict(Review.objects.of(reader).order_by().values_list("title_id", "rating"))
    return stars | {book.pk: said[book.title_id] for book in books if book.title_id in said}


def years_of(reader: User) -> list[AcademicYear]:
    """The school years in which the reader has read, newest first."""
    sums = DailyTotal.objects.of(reader).with_reading().order_by("day")
    first, last = sums.values_list("day", flat=True).first(), sums.values_list("day", flat=True).last()
    if first is None or last is None:
        return []
    return list(AcademicYear.objects.filter(ends_on__gte=first, starts_on__lte=last).order_by("-starts_on"))
