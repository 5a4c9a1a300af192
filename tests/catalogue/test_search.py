"""What the search finds, how it forgives, and how it counts."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from literasi.catalogue.models import CopyStatus
from literasi.catalogue.search.find import Ask, lookup
from literasi.catalogue.search.results import Results
from tests.catalogue.shelf import book, small_library
from tests.factories.catalogue import CopyFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def search(query_string: str) -> Results:
    return Results(Ask.read(QueryDict(query_string)))


def found(query_string: str) -> list[str]:
    return [row.title.title for row in search(query_string).rows]


@pytest.mark.parametrize(
    "typed",
    ["laskar pelangi", "PELANGI LASKAR", "hirata laskar", "9789793062792", "978-979-3062-79-2",
     "979-3062-79-7", "persahabatan belitung", "bentang 2005", "laskar pel", "97897930"],
)  # fmt: skip
def test_a_book_is_found_by_what_people_know_of_it(typed):
    small_library()
    assert found(f"q={typed}") == ["Laskar Pelangi"]


@pytest.mark.parametrize("typed", ["membaca", "bacaan", "baca", "dibacakan"])
def test_every_form_of_a_word_finds_the_book(typed):
    small_library()
    assert found(f"q={typed}") == ["Seni Membaca"]


def test_who_types_petualang_finds_petualangan():
    small_library()
    assert found("q=petualang") == ["The Adventures of Tom Sawyer"]


@pytest.mark.parametrize(
    ("typed", "shown", "title"),
    [
        ("laskar plangi", "laskar pelangi", "Laskar Pelangi"),
        ("andrea hirta pemimpi", "andrea hirata pemimpi", "Sang Pemimpi"),
        ("pramudya", "pramoedya", "Bumi Manusia"),
        ("bumi mansuia", "bumi manusia", "Bumi Manusia"),
    ],
)
def test_a_typing_error_is_mended_and_said(typed, shown, title):
    small_library()
    results = search(f"q={typed}")
    assert (results.reading.how, results.reading.shown) == ("mended", shown)
    assert [row.title.title for row in results.rows] == [title]


def test_who_insists_on_the_wrong_word_gets_no_other():
    small_library()
    assert found("q=laskar plangi&persis=1") == []


def test_known_words_that_never_stand_together_are_mended_too():
    small_library()
    book("Hirta", "Seorang Lain")
    assert search("q=andrea hirta laskar").reading.shown == "andrea hirata laskar"


def test_where_no_book_has_all_words_those_with_some_are_shown():
    small_library()
    results = search("q=laskar sawyer")
    assert results.reading.how == "some"
    assert {row.title.title for row in results.rows} == {"Laskar Pelangi", "The Adventures of Tom Sawyer"}


def test_an_isbn_with_a_wrong_digit_is_called_one():
    small_library()
    assert (search("q=9789793062793").reading.how, found("q=9789793062793")) == ("bad_isbn", [])
    assert (search("q=9780306406157").reading.how, found("q=9780306406157")) == ("isbn", [])


def test_a_title_weighs_more_than_an_author_a_subject_a_summary():
    book("Empat", summary="Tentang sungai.")
    book("Tiga", subjects=["Sungai"])
    book("Dua", "Sungai")
    book("Sungai")
    assert found("q=sungai") == ["Sungai", "Dua", "Tiga", "Empat"]


def test_filters_narrow_and_every_facet_counts_without_itself():
    small_library()
    results = search("q=andrea&jenjang=C")
    levels, languages, _ = results.facets
    assert [row.title.title for row in results.rows] == ["Laskar Pelangi"]
    assert [(c.level, c.count, c.chosen) for c in levels.choices] == [("C", 1, True), ("D", 1, False)]
    assert [(c.label, c.count) for c in languages.choices] == [("Indonesia", 1)]


def test_a_place_shows_what_stands_there_and_what_can_be_taken_home():
    books = small_library()
    here, there = PlaceFactory(name="Sini"), PlaceFactory(name="Sana")
    CopyFactory(title=books["laskar"], place=here)
    CopyFactory(title=books["bumi"], place=here, status=CopyStatus.REPAIR)
    CopyFactory(title=books["bumi"], place=there)
    CopyFactory(title=books["tom"], place=here, status=CopyStatus.WITHDRAWN)
    assert sorted(found(f"tempat={here.pk}")) == ["Bumi Manusia", "Laskar Pelangi"]
    assert found(f"tempat={here.pk}&tersedia=1") == ["Laskar Pelangi"]
    assert sorted(found("tersedia=1")) == ["Bumi Manusia", "Laskar Pelangi"]
    places = search("").facets[2]
    assert [(c.label, c.count) for c in places.choices] == [("Sini", 2), ("Sana", 1)]


def test_authors_and_subjects_are_followed_exactly():
    books = small_library()
    author = books["laskar"].contributions.get().author_id
    subject = books["tom"].subjects.get().pk
    assert sorted(found(f"pengarang={author}")) == ["Laskar Pelangi", "Sang Pemimpi"]
    assert found(f"subjek={subject}") == ["The Adventures of Tom Sawyer"]


def test_order_by_title_looks_past_quotation_marks_and_capitals():
    for title in ("zebra", "“Apel”", "Ékor", "bulan"):
        book(title)
    assert found("urut=judul") == ["“Apel”", "bulan", "Ékor", "zebra"]
    assert found("urut=baru") == ["bulan", "Ékor", "“Apel”", "zebra"]


def test_the_lookup_completes_the_last_word():
    small_library()
    assert [title.title for title in lookup("lask")] == ["Laskar Pelangi"]
    assert [title.title for title in lookup("andrea hi")] == ["Sang Pemimpi", "Laskar Pelangi"]
    assert list(lookup("")) == []


@pytest.mark.parametrize("typed", ["sungai", "sungay"])
def test_a_search_asks_the_same_questions_for_one_and_for_many(typed, django_assert_max_num_queries):
    for count in (1, 3):
        while len(found("q=sungai")) < count:
            CopyFactory(title=book("Sungai", "Orang", subjects=["Air"]))
        found(f"q={typed}")  # the vocabulary is in the cache now
        results = search(f"q={typed}")
        with django_assert_max_num_queries(12):
            assert len([row.title.author_names for row in results.rows]) == count
            assert [facet.title for facet in results.facets] == ["Jenjang", "Bahasa", "Tempat"]


NAUGHTY = st.text(max_size=60) | st.text(alphabet="\"*():^-+{}[]&|!<>\\'%_;\x00 aĀ😀ك1eE", max_size=40)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=NAUGHTY, title=st.text(alphabet="abc123eE ", min_size=1, max_size=20))
@example(typed='"*', title="a")
@example(typed="x" * 10_000, title="1e5abc")
@example(typed="a AND b OR NOT (NEAR", title="0x1f")
@example(typed="😀" * 400, title="2e9e")
def test_no_text_breaks_the_search(typed, title):
    made = book(title if title.strip() else "a")
    data = QueryDict(mutable=True)
    data["q"] = typed
    results = Results(Ask.read(data), typed)
    assert (len(results.rows), len(results.facets)) == (results.page.paginator.count, 3) or results.rows
    data["q"] = made.title
    assert Results(Ask.read({"q": made.title, "persis": "1"})).page.paginator.count >= 1
    made.delete()
