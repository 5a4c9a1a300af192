"""What the city's librarians recommend, and what its pupils say about what they have read."""

from __future__ import annotations

import datetime as dt
import random

from django.utils import timezone

from accounts.models import Grant, Role, School, SchoolKind
from literasi.catalogue.kinds import REGIONAL_LANGUAGES
from literasi.catalogue.models import Title
from literasi.reading.models import ListedTitle, ReadingList, ReadingLog, Review, ReviewState, Status

from .journal import own_dates

SEED = 20_260_725
LEVELS = {SchoolKind.SD: ("B2", "B3", "C"), SchoolKind.SMP: ("C", "D"), SchoolKind.SMA: ("D", "E")}
REVIEWS = 140
FIELDS_OF_A_CARD = 25
SHORTEST = 20
DAYS_UNTIL_READ = 6


class ListsAndReviews:
    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
        self.today = timezone.localdate()

    def load(self) -> None:
        regional = Title.objects.filter(language__in=REGIONAL_LANGUAGES, textbook=False).order_by("title")
        city = Grant.objects.role(Role.CITY_ADMIN).first()
        if city:
            self._list(
                ReadingList(
                    name="Cerita dari Kampung Sendiri",
                    purpose="Buku berbahasa daerah dari seluruh kota: bacalah bersama kakek dan nenek.",
                    made_by=city.user,
                ),
                list(regional[:12]),
            )
        for school in School.objects.order_by("pk"):
            keeper = Grant.objects.at(school).role(Role.LIBRARIAN).first()
            if keeper:
                self._list(
                    ReadingList(
                        school=school,
                        name="Petualangan Semester Ini",
                        purpose="Dua puluh lima buku pilihan perpustakaan. Penuhi satu deret kartu bingomu!",
                        made_by=keeper.user,
                    ),
                    self._of_school(school),
                )
        self._reviews()

    def _of_school(self, school: School) -> list[Title]:
        here = Title.objects.filter(copies__school=school, textbook=False).distinct()
        fitting = list(here.filter(level__in=LEVELS.get(SchoolKind(school.kind), ("C", "D"))).order_by("pk"))
        return self.chance.sample(fitting, min(FIELDS_OF_A_CARD, len(fitting)))

    def _list(self, kept: ReadingList, titles: list[Title]) -> None:
        kept.is_public = True
        kept.save()
        ListedTitle.objects.bulk_create(
            ListedTitle(reading_list=kept, title=title, place=place, compulsory=place == 0)
            for place, title in enumerate(titles)
        )

    def _reviews(self) -> None:
        """The responses at the end of a book, by those who liked to share them."""
        last = (
            ReadingLog.objects.filter(finished=True, status=Status.VERIFIED, book__title__isnull=False)
            .exclude(checked_by=None)
            .select_related("book")
            .order_by("pk")
        )
        ends = {
            (log.reader_id, log.book.title_id): log
            for log in last
            if log.book and len(log.response) >= SHORTEST
        }
        chosen = self.chance.sample(list(ends.values()), min(REVIEWS, len(ends)))
        reviews = [self._review(log) for log in chosen]
        with own_dates(Review, "created_at"):
            Review.objects.bulk_create(reviews)

    def _review(self, log: ReadingLog) -> Review:
        read = self.today - log.read_on > dt.timedelta(days=DAYS_UNTIL_READ) and self.chance.random() < 0.9
        assert log.book is not None
        return Review(
            reader_id=log.reader_id,
            school_id=log.school_id,
            classroom_id=log.classroom_id,
            title_id=log.book.title_id or 0,
            rating=log.rating or self.chance.choice([3, 4, 4, 5]),
            text=log.response,
            reviewed_on=log.read_on,
            state=ReviewState.PUBLISHED if read else ReviewState.WAITING,
            moderated_by_id=log.checked_by_id if read else None,
            moderated_at=log.checked_at if read else None,
            created_at=log.created_at,
        )
