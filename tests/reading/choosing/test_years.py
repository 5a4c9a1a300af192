"""A year in books is the reader's own, and counts what the school year holds."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literasi.reading.models import ReadingPolicy
from literasi.reading.queries.years import year_in_books
from literasi.reading.services import BookChoice
from tests.factories.accounts import AcademicYearFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, an_entry, today_of
from tests.reading.reviews.written import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(client):
    pupil = a_pupil()
    ReadingPolicy.objects.create(school=pupil.school, days_back=400)
    client.force_login(pupil.user)
    return pupil


@pytest.fixture
def year(pupil):
    """A school year around today, whatever day it is."""
    today = today_of(pupil)
    year = pupil.classroom.year
    year.starts_on, year.ends_on = today - dt.timedelta(days=120), today + dt.timedelta(days=120)
    year.second_semester_on = today + dt.timedelta(days=30)
    year.save()
    return year


def log(pupil, days_ago=0, **fields):
    return an_entry(pupil, read_on=today_of(pupil) - dt.timedelta(days=days_ago), **fields)


def finish(pupil, days_ago, **fields):
    title = TitleFactory(level="C", language="su", ddc="899.221 3")
    return log(pupil, days_ago, book=BookChoice(title_id=title.pk), finished=True, **fields).book


def test_the_year_adds_up_what_it_holds(pupil, year):
    for days_ago in (200, 10, 9, 8, 3):
        log(pupil, days_ago, minutes=30)
    shown = year_in_books(pupil.user, year)
    assert (shown.minutes, shown.hours, len(shown.days), shown.longest_streak) == (120, 2, 4, 3)
    assert sum(month.minutes for month in shown.months) == 120


def test_it_knows_first_last_and_favourite(pupil, year):
    finish(pupil, 200, rating=5)
    first, liked, last = finish(pupil, 30, rating=3), finish(pupil, 20, rating=5), finish(pupil, 1)
    shown = year_in_books(pupil.user, year)
    assert (shown.first_book, shown.favourite, shown.favourite_stars, shown.last_book) == (
        first,
        liked,
        5,
        last,
    )
    assert shown.levels == [("C", 3)]
    assert shown.languages == [("Sunda", 3)]


def test_a_review_says_more_than_an_entry(pupil, year):
    low, high = finish(pupil, 5, rating=4), finish(pupil, 3, rating=5)
    published(pupil, title=high.title, rating=1)
    assert year_in_books(pupil.user, year).favourite == low


def test_the_page_shows_the_year_and_leads_to_others(client, pupil, year):
    book = finish(pupil, 4)
    slug = year.name.replace("/", "-")
    page = client.get(reverse("my_year", args=[slug]))
    assert book.name in page.content.decode()
    assert page.headers["Cache-Control"].find("no-store") >= 0
    assert client.get(reverse("this_year")).url == reverse("my_year", args=[slug])


def test_an_empty_year_says_what_to_do(client, pupil, year):
    page = client.get(reverse("my_year", args=[year.name.replace("/", "-")]))
    assert reverse("log_reading") in page.content.decode()


@pytest.mark.parametrize("slug", ["1999-2000", "2026", "x", "2026-2027-2028"])
def test_a_year_that_is_none_is_not_found(client, pupil, year, slug):
    assert client.get(reverse("my_year", args=[slug])).status_code == 404


def test_another_readers_books_are_not_in_it(pupil, year):
    finish(a_pupil(pupil.classroom), 3)
    assert year_in_books(pupil.user, year).books == []


def test_it_costs_the_same_queries_for_one_book_and_three(client, pupil, year):
    url = reverse("my_year", args=[year.name.replace("/", "-")])
    finish(pupil, 9)
    client.get(url)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    one = queries()
    finish(pupil, 8), finish(pupil, 7)
    assert queries() == one


def test_a_big_shelf_stays_a_light_page(client, pupil, year, monkeypatch):
    from literasi.reading.queries import years

    monkeypatch.setattr(years, "COVERS_SHOWN", 2)
    for days_ago in (3, 4, 5):
        finish(pupil, days_ago)
    shown = year_in_books(pupil.user, AcademicYearFactory())
    assert (len(shown.covers), shown.more) == (2, 1)
