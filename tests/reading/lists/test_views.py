"""Pages of reading lists, as visitors, pupils and their keepers use them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literasi.catalogue.search import index_titles
from literasi.reading.models import ReadingList
from literasi.reading.queries.lists import card_of
from literasi.reading.services import BookChoice
from literasi.reading.services.lists import add_title, retire_list
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import CopyFactory, PlaceFactory, TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.lists.kept import a_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(client):
    pupil = a_pupil()
    client.force_login(pupil.user)
    return pupil


@pytest.fixture
def teacher(pupil):
    return a_teacher(pupil.classroom)


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def finish(pupil, *titles):
    for title in titles:
        an_entry(pupil, book=BookChoice(title_id=title.pk), minutes=5, finished=True)


# --- Reading ----------------------------------------------------------------------------------------
def test_visitors_see_public_lists_and_nobody_who_made_them(client, pupil, teacher):
    shown = a_list(teacher, [TitleFactory(title="Lumba-Lumba")], name="Laut Kita", is_public=True)
    a_list(teacher, name="Ulangan Umum")
    client.logout()
    index = page(client, "reading_lists")
    assert ("Laut Kita" in index, "Ulangan Umum" in index) == (True, False)
    detail = page(client, "reading_list", shown.pk)
    assert ("Lumba-Lumba" in detail, teacher.name in detail) == (True, False)


def test_a_pupil_sees_own_school_and_city_but_no_other_school(client, pupil, teacher):
    a_list(teacher, name="Milik Sekolah")
    a_list(GrantFactory(city=True).user, name="Milik Kota")
    other = a_list(a_teacher(ClassroomFactory()), name="Sekolah Lain")
    index = page(client, "reading_lists")
    assert [name in index for name in ("Milik Sekolah", "Milik Kota", "Sekolah Lain")] == [True, True, False]
    assert client.get(reverse("reading_list", args=[other.pk])).status_code == 404


def test_a_retired_list_leaves_the_index_but_its_people_still_find_it(client, pupil, teacher):
    kept = a_list(teacher, name="Lama", is_public=True)
    retire_list(kept, by=teacher)
    assert "Lama" not in page(client, "reading_lists")
    page(client, "reading_list", kept.pk)
    client.logout()
    assert client.get(reverse("reading_list", args=[kept.pk])).status_code == 404


def test_a_pupil_sees_ticks_and_where_the_books_are(client, pupil, teacher):
    one, two = TitleFactory(), TitleFactory()
    CopyFactory(title=two, place=PlaceFactory(name="Pojok Baca Melati", school=pupil.school))
    CopyFactory(title=two, place=PlaceFactory(name="Rak Tetangga", school=ClassroomFactory().school))
    kept = a_list(teacher, [one, two])
    finish(pupil, one)
    detail = page(client, "reading_list", kept.pk)
    assert "1 dari 2" in detail
    assert ("Pojok Baca Melati" in detail, "Rak Tetangga" in detail) == (True, False)


def test_pages_cost_the_same_queries_for_one_and_three_rows(client, pupil, teacher):
    kept = a_list(teacher, [TitleFactory()])
    urls = [
        reverse("reading_lists"),
        *(reverse(name, args=[kept.pk]) for name in ("reading_list", "bingo_card")),
    ]
    client.get(urls[0])
    before = [queries(client, url) for url in urls]
    for _ in range(2):
        add_title(kept, TitleFactory(), by=teacher)
        a_list(teacher, [TitleFactory()])
    assert [queries(client, url) for url in urls] == before


# --- The card ---------------------------------------------------------------------------------------
def test_a_card_takes_the_largest_square_the_list_fills(pupil, teacher):
    kept = a_list(teacher, [TitleFactory() for _ in range(17)])
    assert card_of(kept, pupil.user).size == 4
    assert card_of(kept, pupil.user, 3).size == 3


def test_a_short_list_leaves_free_fields(client, pupil, teacher):
    kept = a_list(teacher, [TitleFactory() for _ in range(2)])
    card = card_of(kept, pupil.user)
    assert sum(cell.title is None for row in card.rows for cell in row) == 7
    page(client, "bingo_card", kept.pk, query="?ukuran=99")


def test_finished_titles_are_stamped_and_full_lines_count(client, pupil, teacher):
    titles = [TitleFactory() for _ in range(9)]
    kept = a_list(teacher, titles)
    finish(pupil, *titles[:3], titles[4], titles[8])
    card = card_of(kept, pupil.user)
    assert (card.stamped, card.lines) == (5, 2)  # the first row and a diagonal
    shown = page(client, "bingo_card", kept.pk)
    assert len(re.findall(r'class="stamp"', shown)) == 5
    assert len(re.findall(r'<th scope="(?:row|col)"', shown)) == 6


def test_a_visitor_gets_an_empty_card(client, pupil, teacher):
    kept = a_list(teacher, [TitleFactory()], is_public=True)
    finish(pupil, kept.items.get().title)
    client.logout()
    assert 'class="stamp"' not in page(client, "bingo_card", kept.pk)


# --- Keeping ----------------------------------------------------------------------------------------
def test_a_teacher_makes_a_list_and_fills_it_from_the_catalogue(client, pupil, teacher):
    title = TitleFactory(title="Rumah Panggung")
    index_titles([title.pk])
    client.force_login(teacher)
    answer = client.post(reverse("add_list"), {"name": "Rumah Kita", "is_public": "on"})
    kept = ReadingList.objects.get()
    assert (answer.url, kept.school, kept.is_public) == (
        reverse("edit_list", args=[kept.pk]),
        pupil.school,
        True,
    )
    assert "Rumah Panggung" in page(client, "edit_list", kept.pk, query="?q=rumah+panggung")
    client.post(reverse("change_listed", args=[kept.pk]), {"do": "add", "title": title.pk})
    assert kept.items.get().title == title


def test_a_list_without_a_name_is_refused(client, pupil, teacher):
    client.force_login(teacher)
    assert client.post(reverse("add_list"), {"name": "  "}).status_code == 200
    assert not ReadingList.objects.exists()


def test_who_works_at_two_schools_chooses(client, pupil, teacher):
    second = GrantFactory(user=teacher).school
    client.force_login(teacher)
    client.post(reverse("add_list"), {"name": "Bersama", "place": second.pk})
    assert ReadingList.objects.get().school == second
    client.post(reverse("add_list"), {"name": "Curang", "place": a_pupil().school_id})
    assert ReadingList.objects.count() == 1


def test_a_city_administrator_makes_the_citys_lists(client, pupil):
    client.force_login(GrantFactory(city=True).user)
    client.post(reverse("add_list"), {"name": "Kota Membaca", "place": "kota"})
    assert ReadingList.objects.get().school is None


def test_marking_moving_and_taking_off(client, pupil, teacher):
    kept = a_list(teacher, [TitleFactory(), TitleFactory()])
    first, second = kept.items.all()
    url = reverse("change_listed", args=[kept.pk])
    client.force_login(teacher)
    client.post(url, {"do": "mark", "item": first.pk, "compulsory": "on", "note": "Bab satu dulu."})
    client.post(url, {"do": "down", "item": first.pk})
    first.refresh_from_db()
    assert (first.compulsory, first.note, list(kept.items.all())) == (True, "Bab satu dulu.", [second, first])
    client.post(url, {"do": "remove", "item": second.pk})
    assert list(kept.items.all()) == [first]


@pytest.mark.parametrize(
    "sent",
    [{}, {"do": "x"}, {"do": "up", "item": "x"}, {"do": "add", "title": "9" * 40}, {"do": "up", "item": "0"}],
)
def test_strange_orders_are_not_found(client, pupil, teacher, sent):
    kept = a_list(teacher, [TitleFactory()])
    client.force_login(teacher)
    if sent.get("do") == "x":
        sent = sent | {"item": kept.items.get().pk}
    assert client.post(reverse("change_listed", args=[kept.pk]), sent).status_code == 404


def test_a_title_of_another_list_is_not_changed(client, pupil, teacher):
    mine, other = a_list(teacher, [TitleFactory()]), a_list(teacher, [TitleFactory()])
    client.force_login(teacher)
    url = reverse("change_listed", args=[mine.pk])
    assert client.post(url, {"do": "remove", "item": other.items.get().pk}).status_code == 404


def test_a_note_that_is_too_long_is_said(client, pupil, teacher):
    kept = a_list(teacher, [TitleFactory()])
    client.force_login(teacher)
    sent = {"do": "mark", "item": kept.items.get().pk, "note": "a" * 201}
    answer = client.post(reverse("change_listed", args=[kept.pk]), sent, follow=True)
    assert "200" in answer.content.decode()
    assert kept.items.get().note == ""


def test_only_ones_own_list_of_the_school_is_changed_by_a_teacher(pupil, teacher):
    mine, theirs = a_list(teacher), a_list(a_teacher(pupil.classroom))
    librarian = GrantFactory(librarian=True, school=pupil.school).user
    assert list(ReadingList.objects.changeable_by(teacher)) == [mine]
    assert set(ReadingList.objects.changeable_by(librarian)) == {mine, theirs}
