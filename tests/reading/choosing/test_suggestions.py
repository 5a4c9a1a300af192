"""What to read next: at the reader's level, near, new, and not always the same kind."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literasi.catalogue.models import PlaceKind
from literasi.reading import exceptions as broken
from literasi.reading.models import ShelfBook, ShelfStatus
from literasi.reading.queries.suggestions import suggestions_for
from literasi.reading.services import BookChoice, wishes
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import CopyFactory, PlaceFactory, TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)


@pytest.fixture
def pupil(client):
    pupil = a_pupil(ClassroomFactory(grade=7, name="VII A"))
    client.force_login(pupil.user)
    return pupil


@pytest.fixture
def library(pupil):
    return PlaceFactory(school=pupil.school, name="Perpustakaan Sekolah")


def stocked(place, **fields):
    """A title with a copy to lend at the place; level C unless said otherwise."""
    return CopyFactory(place=place, title=TitleFactory(**({"level": "C"} | fields))).title


def offered(pupil, **kwargs):
    return [one.title for one in suggestions_for(pupil.user, DAY, **kwargs)]


def test_the_grade_tells_the_level_before_anything_is_finished(pupil, library):
    near = {stocked(library, level=level) for level in ("B3", "C", "D")}
    for level in ("A", "B2", "E", ""):
        stocked(library, level=level)
    assert set(offered(pupil)) == near


def test_the_books_finished_last_tell_it_better(pupil, library):
    for _ in range(3):
        an_entry(pupil, book=BookChoice(title_id=TitleFactory(level="B1").pk), minutes=5, finished=True)
    easy, usual = stocked(library, level="B2"), stocked(library, level="C")
    assert (easy in offered(pupil), usual in offered(pupil)) == (True, False)


def test_the_own_corner_comes_before_library_and_city(pupil, library):
    city = stocked(PlaceFactory(name="Perpustakaan Kota"))
    school = stocked(library)
    corner = stocked(PlaceFactory(school=pupil.school, kind=PlaceKind.CORNER, name="Pojok Baca Kelas VII A"))
    found = suggestions_for(pupil.user, DAY)
    assert [one.title for one in found] == [corner, school, city]
    assert [one.where for one in found] == [
        "Ada di pojok baca kelasmu.",
        "Ada di perpustakaan sekolahmu.",
        "Ada di perpustakaan kota.",
    ]


def test_what_one_cannot_fetch_is_not_offered(pupil, library):
    stocked(PlaceFactory(school=ClassroomFactory().school))
    CopyFactory(place=library, title=TitleFactory(level="C"), status="missing")
    TitleFactory(level="C")
    stocked(library, textbook=True)
    assert offered(pupil) == []


def test_what_stands_on_the_shelf_is_not_offered(pupil, library):
    begun, wanted, new = stocked(library), stocked(library), stocked(library)
    an_entry(pupil, book=BookChoice(title_id=begun.pk), minutes=5)
    wishes.want_title(pupil.user, wanted)
    assert offered(pupil) == [new]


def test_a_regional_language_and_an_unread_genre_are_among_them(pupil, library):
    an_entry(
        pupil, book=BookChoice(title_id=TitleFactory(level="C", ddc="899.221 3").pk), minutes=5, finished=True
    )
    for _ in range(8):
        stocked(library, ddc="899.221 3", language="id")
    city = PlaceFactory(name="Perpustakaan Kota")
    sundanese, science = (
        stocked(city, ddc="899.221 3", language="su"),
        stocked(city, ddc="523.1", language="id"),
    )
    found = {one.title: one.why for one in suggestions_for(pupil.user, DAY, 3)}
    assert {sundanese, science} < set(found)
    assert "Sunda" in found[sundanese]
    assert found[science] != ""


def test_genres_take_turns(pupil, library):
    for ddc in ("899.221 3",) * 6 + ("523", "920"):
        stocked(library, ddc=ddc)
    kinds = [title.ddc for title in offered(pupil, limit=3)]
    assert set(kinds) == {"899.221 3", "523", "920"}


def test_they_stay_the_same_all_day_and_change_overnight(pupil, library):
    for _ in range(30):
        stocked(library)
    assert offered(pupil, limit=5) == offered(pupil, limit=5)
    other = [one.title for one in suggestions_for(pupil.user, DAY + dt.timedelta(days=1), 5)]
    assert other != offered(pupil, limit=5)


def test_a_teacher_is_offered_books_too(pupil, library):
    title = stocked(library, level="E")
    teacher = a_teacher(pupil.classroom)
    assert [one.title for one in suggestions_for(teacher, DAY)] == [title]


def test_they_cost_at_most_eight_queries_however_many(pupil, library):
    stocked(library)
    with CaptureQueriesContext(connection) as one:
        suggestions_for(type(pupil.user).objects.get(pk=pupil.user.pk), DAY)
    stocked(library), stocked(library)
    with CaptureQueriesContext(connection) as three:
        assert len(suggestions_for(type(pupil.user).objects.get(pk=pupil.user.pk), DAY)) == 3
    assert (len(one), len(three) <= 8) == (len(three), True)


# --- Pages and the shelf ----------------------------------------------------------------------------
def test_a_suggestion_is_put_on_the_shelf_and_begun(client, pupil, library):
    title = stocked(library)
    assert title.title in client.get(reverse("suggestions")).content.decode()
    client.post(reverse("want_title", args=[title.pk]))
    book = ShelfBook.objects.get()
    assert (book.status, book.title, book.last_read_on) == (ShelfStatus.WANTED, title, None)
    assert title.title in client.get(reverse("my_shelf")).content.decode()
    an_entry(pupil, book=BookChoice(title_id=title.pk), minutes=5)
    book.refresh_from_db()
    assert book.status == ShelfStatus.READING


def test_a_wish_can_be_dropped_but_a_begun_book_stays(client, pupil, library):
    wish = wishes.want_title(pupil.user, stocked(library))
    begun = an_entry(pupil, minutes=5).book
    for book in (wish, begun):
        client.post(reverse("drop_wish", args=[book.pk]))
    assert list(ShelfBook.objects.all()) == [begun]


def test_a_book_in_hand_stays_in_hand(pupil, library):
    title = stocked(library)
    an_entry(pupil, book=BookChoice(title_id=title.pk), minutes=5)
    assert wishes.want_title(pupil.user, title).status == ShelfStatus.READING


def test_wishes_have_their_limit(pupil, library, monkeypatch):
    monkeypatch.setattr(wishes, "MOST_WISHES", 1)
    wishes.want_title(pupil.user, stocked(library))
    with pytest.raises(broken.ShelfFull):
        wishes.want_title(pupil.user, stocked(library))


def test_who_has_nothing_in_hand_sees_three_on_the_own_page(client, pupil, library):
    for _ in range(5):
        stocked(library)
    page = client.get(reverse("my_reading"))
    assert len(page.context["suggestions"]) == 3
    an_entry(pupil, minutes=5)
    assert client.get(reverse("my_reading")).context["suggestions"] == []
