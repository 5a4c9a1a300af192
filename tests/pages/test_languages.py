"""Pages in two languages: the address says which, the visitor's choice leads to the translation."""

import re

import pytest
from wagtail.models import Locale

from pages.models import HomePage, NewsIndexPage, StandardPage
from pages.services import prepare_english, prepare_site, publish_translation
from tests.factories.pages import ArticleFactory, StandardPageFactory


@pytest.fixture
def english(home):
    return prepare_english()


@pytest.fixture
def about(english):
    """A page in both languages."""
    page = StandardPageFactory(title="Tentang kami", slug="tentang", show_in_menus=True)
    there = page.copy_for_translation(english.locale)
    there.title, there.slug = "About us", "about"
    there.save_revision().publish()
    return page


def heading(answer):
    return re.search(r"<h1[^>]*>([^<]+)</h1>", answer.content.decode())[1].strip()


def language(answer):
    return re.search(r'<html lang="(\w+)">', answer.content.decode())[1]


def test_indonesian_stands_at_the_root_and_english_below_its_own_prefix(about, client):
    pages = [client.get(url) for url in ("/tentang/", "/en/about/")]
    assert [(heading(page), language(page)) for page in pages] == [("Tentang kami", "id"), ("About us", "en")]
    assert [client.get(url).status_code for url in ("/about/", "/en/tentang/")] == [404, 404]


def test_a_visitor_who_chose_english_is_led_to_the_translation(about, client):
    client.cookies["django_language"] = "en"
    answer = client.get("/tentang/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/about/")


def test_a_page_without_translation_keeps_its_address_and_says_its_language(english, client):
    StandardPageFactory(slug="jam")
    client.cookies["django_language"] = "en"
    answer = client.get("/jam/")
    assert (answer.status_code, language(answer)) == (200, "en")
    assert re.search(r'<main[^>]* lang="id"', answer.content.decode())


def test_the_english_address_is_english_whatever_was_chosen(about, client):
    client.cookies["django_language"] = "id"
    assert language(client.get("/en/about/")) == "en"


@pytest.mark.parametrize(
    ("back", "chosen", "leads_to"),
    [
        ("/tentang/", "en", "/en/about/"),
        ("/en/about/", "id", "/tentang/"),
        ("/", "en", "/en/"),
        ("/en/", "id", "/"),
        ("/katalog/?q=buku", "en", "/katalog/?q=buku"),
        ("/en/tidak-ada/", "id", "/"),
        ("/tidak-ada/", "en", "/tidak-ada/"),
    ],
)
def test_choosing_a_language_leads_to_the_same_page_in_it(about, client, back, chosen, leads_to):
    answer = client.post("/bahasa/", {"language": chosen, "next": back})
    assert answer["Location"] == leads_to
    assert client.cookies["django_language"].value == chosen


def alternates(answer):
    return re.findall(r'hreflang="([\w-]+)" href="[^"]*?//[^/"]+([^"]*)"', answer.content.decode())


def test_each_language_names_the_others(about, client):
    expected = [("id", "/tentang/"), ("x-default", "/tentang/"), ("en", "/en/about/")]
    assert [alternates(client.get(url)) for url in ("/tentang/", "/en/about/")] == [expected, expected]
    assert alternates(client.get(ArticleFactory().url)) == []


def test_a_draft_translation_is_not_named(about, client):
    StandardPage.objects.get(slug="about").unpublish()
    assert alternates(client.get("/tentang/")) == []
    client.cookies["django_language"] = "en"
    assert client.get("/tentang/").status_code == 200


def test_english_news_shows_the_main_languages_until_it_has_its_own(english, client):
    article = ArticleFactory(title="Sabtu membaca")
    assert "Sabtu membaca" in client.get("/en/news/").content.decode()
    assert "Sabtu membaca" in client.get("/en/").content.decode()
    index = NewsIndexPage.objects.get(locale=english.locale)
    own = article.copy_for_translation(english.locale, copy_parents=True)
    own.title, own.slug = "Reading Saturday", "reading-saturday"
    own.save_revision().publish()
    assert own.get_parent().pk == index.pk
    listed = client.get("/en/news/").content.decode()
    assert ("Reading Saturday" in listed, "Sabtu membaca" in listed) == (True, False)
    assert "Reading Saturday" not in client.get("/berita/").content.decode()


def test_menus_name_the_pages_of_the_visitors_language(about, client):
    def footer(url):
        return re.findall(r">(Tentang kami|About us)<", client.get(url).content.decode())

    assert set(footer("/berita/")) == {"Tentang kami"}
    assert set(footer("/en/news/")) == {"About us"}


def test_a_page_cannot_take_a_languages_place(home, client):
    from pages.models.parts import is_taken

    assert [is_taken(slug) for slug in ("en", "katalog", "tentang")] == [True, True, False]


def test_preparing_twice_changes_nothing(english):
    english.headline = "Changed by an editor"
    english.save()
    prepare_site(), prepare_english()
    assert (
        HomePage.objects.get(locale=Locale.objects.get(language_code="en")).headline == "Changed by an editor"
    )
    assert HomePage.objects.count() == 2


def test_lists_have_canonical_addresses_of_their_own(home, client):
    def canonical(url):
        return re.search(r'rel="canonical" href="[^"]*?//[^/"]+([^"]*)"', client.get(url).content.decode())[1]

    category = ArticleFactory().category
    listing = f"/berita/kategori/{category.slug}/"
    urls = ["/berita/?utm_source=x", listing, "/berita/?halaman=2", "/berita/?halaman=1"]
    assert [canonical(url) for url in urls] == ["/berita/", listing, "/berita/?halaman=2", "/berita/"]


def test_a_prepared_translation_is_published_once(english, client):
    StandardPageFactory(slug="tentang", title="Tentang")
    words = {
        "of": "tentang",
        "slug": "about",
        "title": "About us",
        "intro": "Who we are.",
        "body": [{"type": "paragraph", "html": "<p>A barn of books.</p>"}],
    }
    pages = [publish_translation(words) for _ in range(2)]
    assert pages[0].pk == pages[1].pk
    answer = client.get("/en/about/")
    assert (heading(answer), "A barn of books." in answer.content.decode()) == ("About us", True)
