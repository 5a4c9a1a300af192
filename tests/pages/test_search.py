"""The site's search: every public kind, both databases alike, errors forgiven, nothing unsafe shown."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from literasi.catalogue.search import index_titles
from literasi.reading.services import lists
from pages import happenings
from pages.happenings import Happening
from pages.models import SearchEntry
from pages.search import index
from pages.search.find import Ask, Results
from pages.search.marking import marked, quoted
from tests.catalogue.shelf import small_library
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, StandardPageFactory
from tests.factories.programmes import a_programme


def search(query_string):
    return Results(Ask.read(QueryDict(query_string)))


def found(query_string):
    return [row.entry.title for row in search(query_string).rows]


def article(title, body="", **fields):
    return ArticleFactory(title=title, body=[("paragraph", f"<p>{body}</p>")], intro="", **fields)


@pytest.mark.parametrize("typed", ["membaca", "bacaan", "Baca", "dibacakan"])
def test_every_form_of_a_word_finds_the_page(home, typed):
    article("Lomba membaca nyaring")
    assert found(f"q={typed}") == ["Lomba membaca nyaring"]


def test_all_words_must_be_there_and_the_last_may_be_unfinished(home):
    article("Pojok baca"), article("Pojok kelas", "Meja dan kursi.")
    assert (found("q=pojok baca"), found("q=pojok kel")) == (["Pojok baca"], ["Pojok kelas"])


@pytest.mark.parametrize(("typed", "shown"), [("perpustkaan", "perpustakaan"), ("pojok baac", "pojok baca")])
def test_a_typing_error_is_forgiven_and_said(home, typed, shown):
    article("Pojok baca di perpustakaan")
    results = search(f"q={typed}")
    assert (results.reading.how, results.reading.shown) == ("mended", shown)
    assert [row.entry.title for row in results.rows] == ["Pojok baca di perpustakaan"]


def test_where_nothing_has_all_words_those_with_some_are_shown(home):
    article("Sungai"), article("Gunung")
    results = search("q=sungai gunung")
    assert (results.reading.how, {row.entry.title for row in results.rows}) == ("some", {"Sungai", "Gunung"})


def test_a_word_in_the_title_weighs_more_and_then_the_newer_comes_first(home):
    article("Lain", "Tentang sungai.", date="2026-11-20")
    article("Sungai lama", date="2026-01-01")
    article("Sungai baru", date="2026-11-01")
    assert found("q=sungai") == ["Sungai baru", "Sungai lama", "Lain"]


@pytest.fixture
def a_town(home, monkeypatch):
    """One of every kind, all of them about a festival."""
    monkeypatch.setattr(happenings, "sources", [])
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    day = {"starts": tomorrow, "ends": tomorrow, "all_day": True}
    happenings.add_source(
        lambda first, last: [Happening(title="Festival buku", url="/acara/x/", uid="a-1", **day)]
    )
    pesta = NewsCategoryFactory(name="Pesta", slug="pesta")
    article("Festival tahun lalu", date="2025-05-01", category=pesta)
    article("Festival tahun ini", date="2026-05-01")
    StandardPageFactory(title="Tentang festival")
    a_programme(name="Festival membaca", is_public=True)
    a_programme(name="Festival rahasia")
    lists.make_list(by=UserFactory(), school=SchoolFactory(), name="Bacaan festival", is_public=True)
    index_titles([TitleFactory(title="Festival Rakyat").pk])
    index.sweep()


def test_every_kind_is_found_and_counted(a_town):
    results = search("q=festival")
    assert {str(choice.label): choice.count for choice in results.kinds} == {
        "Berita": 2,
        "Halaman": 1,
        "Acara": 1,
        "Program membaca": 1,
        "Daftar bacaan": 1,
    }
    assert [book.title for book in results.books] == ["Festival Rakyat"]


def test_a_facet_narrows_and_counts_without_itself(a_town):
    results = search("q=festival&jenis=berita&tahun=2026")
    assert [row.entry.title for row in results.rows] == ["Festival tahun ini"]
    assert {choice.label: choice.count for choice in results.years} == {"2026": 1, "2025": 1}
    assert ("Pesta", 1) in [(choice.label, choice.count) for choice in search("q=festival").categories]
    assert found("q=festival&kategori=pesta") == ["Festival tahun lalu"]
    assert results.books == []


def test_a_chosen_facet_leads_back(a_town):
    [chosen] = [choice for choice in search("q=festival&jenis=berita").kinds if choice.chosen]
    assert chosen.url == "?q=festival"


def test_what_is_not_public_is_not_found(a_town):
    article("Festival rahasia redaksi", draft=True)
    index.sweep()
    assert "Festival rahasia" not in str(found("q=festival rahasia"))


def test_what_is_withdrawn_renamed_or_deleted_is_right_at_once(home):
    page = StandardPageFactory(title="Lumba-lumba", slug="lumba")
    page.title, page.slug = "Paus biru", "paus"
    page.save_revision().publish()
    assert (found("q=lumba"), [row.entry.url for row in search("q=paus").rows]) == ([], ["/paus/"])
    page.unpublish()
    assert found("q=paus") == []
    page.save_revision().publish()
    page.delete()
    assert SearchEntry.objects.filter(title="Paus biru").count() == 0


def test_a_page_below_a_renamed_one_has_its_new_address(home, django_capture_on_commit_callbacks):
    above = StandardPageFactory(title="Atas", slug="atas")
    below = above.add_child(instance=type(above)(title="Bawahan", slug="bawah", live=False))
    below.save_revision().publish()
    above.refresh_from_db()
    above.slug = "baru"
    with django_capture_on_commit_callbacks(execute=True):
        above.save_revision().publish()
    assert [row.entry.url for row in search("q=bawahan").rows] == ["/baru/bawah/"]


def test_a_sweep_mends_what_a_killed_process_left(home):
    page = StandardPageFactory(title="Tertinggal")
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(source="halaman", key="999999", kind="halaman", url="/", title="Hantu")
    index.sweep()
    assert list(SearchEntry.objects.values_list("title", flat=True).filter(key=str(page.pk))) == [
        "Tertinggal"
    ]
    assert not SearchEntry.objects.filter(title="Hantu").exists()


def test_a_translated_page_is_found_in_the_readers_language(home):
    page = StandardPageFactory(title="Jam layanan")
    known = SearchEntry.objects.get(key=str(page.pk))
    known.pk, known.key, known.language, known.title = None, "999", "en", "Jam layanan (en)"
    known.save()
    assert found("q=jam layanan") == ["Jam layanan"]
    with translation.override("en"):
        assert found("q=jam layanan") == ["Jam layanan (en)"]


# --- What is shown ------------------------------------------------------------------------------------
def test_the_words_found_are_marked_in_every_form():
    assert marked("Membaca & menulis", {"baca"}) == "<mark>Membaca</mark> &amp; menulis"


@settings(deadline=None)
@given(text=st.text(max_size=80), roots=st.sets(st.sampled_from(["baca", "b", "script", "mark", "1"])))
@example(text="<script>baca</script><b onclick='x'>", roots={"script", "baca", "b"})
def test_no_text_leaves_its_marks(text, roots):
    shown = marked(text, roots)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert ("<" in bare, ">" in bare, '"' in bare) == (False, False, False)


def test_a_quotation_begins_near_the_word():
    text = "Awal. " * 60 + "Di sini ada sungai yang jernih. " + "Akhir. " * 60
    shown = quoted(text, {"sungai"})
    assert (shown.startswith("… "), "sungai" in shown, shown.endswith(" …"), len(shown) < 240) == (True,) * 4


def test_titles_of_editors_cannot_break_the_page(home, client):
    article("<script>alert(1)</script> festival")
    html = client.get("/cari/?q=festival+script").content.decode()
    assert "<script>alert" not in html
    assert "<mark>script</mark>" in html


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.text(alphabet="\"*():^-+{}[]&|!<>\\'%_;\x00 aĀ😀ك1eE", max_size=40))
@example(typed="%")
@example(typed="_ _")
def test_no_question_breaks_the_search(home, client, typed):
    assert client.get("/cari/", {"q": typed, "halaman": typed, "tahun": typed}).status_code == 200


@pytest.mark.parametrize("query", ["jenis=entah", "tahun=99999", "tahun=abcd", "kategori=%00", "halaman=-1"])
def test_nonsense_filters_are_answered(a_town, client, query):
    assert client.get(f"/cari/?q=festival&{query}").status_code == 200


def test_without_words_the_page_says_what_it_searches(home, client):
    assert "/katalog/" in client.get("/cari/").content.decode()
    assert "empty" in client.get("/cari/?q=tidakadasamasekali").content.decode()


def test_a_search_asks_as_much_for_one_as_for_three(home, client):
    small_library()

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/cari/?q=sungai").status_code == 200
        return len(queries)

    article("Sungai")
    client.get("/cari/?q=sungai")
    one = cost()
    article("Sungai kedua"), article("Sungai ketiga")
    assert cost() == one <= 24
