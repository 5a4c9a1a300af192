"""Kept pages: right the moment something is published, and never one visitor's page to another."""

import gzip

import pytest
from django.core.cache import caches
from django.urls import reverse
from wagtail.models import Page

from pages.models import ArticlePage, Consent, NewsCategory, Picture
from pages.services import admit, prepare_english
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory, StandardPageFactory
from ui.keeping import SECONDS, edition, remember


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.KEEP_PAGES = True


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """`with commit():` what follows happens as after a real commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def asks(client, url, django_assert_num_queries, **more):
    """The answer, which must have cost no statement."""
    with django_assert_num_queries(0):
        return client.get(url, **more)


def text(answer):
    return answer.content.decode()


# --- Kept -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["/", "/berita/", "/berita/satu/", "/tentang/", "/berita/rss.xml"])
def test_the_second_stranger_costs_no_statement(home, client, client_class, url, django_assert_num_queries):
    ArticleFactory(slug="satu"), StandardPageFactory(slug="tentang")
    first = client.get(url)
    second = asks(client_class(), url, django_assert_num_queries)
    assert second.content == first.content
    same = ("Content-Security-Policy", "Content-Type", "Vary", "Cache-Control", "ETag", "Content-Language")
    assert [second.headers.get(name) for name in same] == [first.headers.get(name) for name in same]


@pytest.fixture
def client_class(client):
    return type(client)


def test_a_browser_that_has_the_page_is_told_so(home, client, django_assert_num_queries):
    etag = client.get("/")["ETag"]
    answer = asks(client, "/", django_assert_num_queries, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_those_who_take_it_zipped_and_those_who_do_not_get_each_their_own(home, client):
    zipped = [client.get("/", headers={"accept-encoding": "gzip"}) for _ in range(2)]
    plain = [client.get("/") for _ in range(2)]
    assert {answer["Content-Encoding"] for answer in zipped} == {"gzip"}
    assert {gzip.decompress(answer.content) for answer in zipped} == {answer.content for answer in plain}


def test_each_language_is_kept_apart(home, client):
    prepare_english()
    first = [client.get("/katalog/"), client.get("/berita/")]
    client.cookies["django_language"] = "en"
    assert client.get("/berita/")["Location"] == "/en/news/"
    del client.cookies["django_language"]
    assert text(client.get("/berita/")) == text(first[1])


@pytest.mark.parametrize("url", ["/berita/?q=x", "/berita/?halaman=1&x=2", "/berita/?halaman=99999", "/?a"])
def test_free_queries_do_not_fill_the_store(home, client, url):
    ArticleFactory()
    client.get(url)
    assert not [key for key in caches["kept"]._cache if url in key]


def test_a_page_of_a_list_is_kept(home, client, django_assert_num_queries):
    ArticleFactory()
    client.get("/berita/?halaman=1")
    asks(client, "/berita/?halaman=1", django_assert_num_queries)


def test_what_is_not_there_is_not_kept(home, client):
    assert client.get("/tidak-ada/").status_code == 404
    StandardPageFactory(slug="tidak-ada")
    assert client.get("/tidak-ada/").status_code == 200


def test_a_foreign_host_is_refused_before_the_store(home, client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client.get("/")
    assert client.get("/", headers={"host": "contoh.invalid"}).status_code == 400


# --- Never one visitor's page to another --------------------------------------------------------------
@pytest.mark.parametrize("url", ["/", "/berita/", "/berita/satu/"])
def test_two_people_and_a_stranger_at_one_address(home, client, client_class, url):
    ArticleFactory(slug="satu")
    ani, budi, stranger = client, client_class(), client_class()
    ani.force_login(UserFactory(name="Ani Lestari"))
    budi.force_login(UserFactory(name="Budi Santoso"))
    seen = [text(who.get(url)) for who in (ani, stranger, budi, ani, stranger)]
    names = [("Ani Lestari" in page, "Budi Santoso" in page) for page in seen]
    assert names == [(True, False), (False, False), (False, True), (True, False), (False, False)]


def test_an_editors_link_is_not_kept_for_readers(home, client, client_class):
    page = ArticleFactory()
    editor = GrantFactory(editor=True).user
    admit(editor)
    client.force_login(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert [edit in text(who.get(page.url)) for who in (client, client_class(), client)] == [
        True,
        False,
        True,
    ]


def test_a_page_with_a_forms_token_is_not_kept(home, client):
    assert client.get("/masuk/").cookies
    assert not [key for key in caches["kept"]._cache if "/masuk/" in key]


# --- Right at once ----------------------------------------------------------------------------------
def test_news_is_on_every_list_the_moment_it_is_published(home, client, commit):
    for url in ("/", "/berita/", "/berita/rss.xml"):
        client.get(url)
    with commit():
        ArticleFactory(title="Baru saja terbit")
    assert ["Baru saja terbit" in text(client.get(url)) for url in ("/", "/berita/", "/berita/rss.xml")] == [
        True
    ] * 3


def change_category(article):
    category = NewsCategory.objects.get(pk=article.category_id)
    category.name = "Nama baru"
    category.save()


def withdraw_consent(article):
    picture = Picture.objects.get(pk=article.cover_id)
    picture.consent = Consent.MISSING
    picture.save()


CHANGES = {
    "edited": lambda a: (setattr(a, "title", "Judul baru"), a.save_revision().publish()),
    "withdrawn": lambda a: a.unpublish(),
    "deleted": lambda a: Page.objects.get(pk=a.pk).delete(),
    "category renamed": change_category,
    "consent withdrawn": withdraw_consent,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_once(home, client, commit, change):
    article = ArticleFactory(
        title="Judul lama",
        slug="satu",
        category=NewsCategoryFactory(name="Nama lama"),
        cover=PictureFactory(),
    )
    before = text(client.get("/berita/satu/"))
    with commit():
        change(ArticlePage.objects.get(pk=article.pk))
    assert text(client.get("/berita/satu/")) != before


def test_a_moved_page_leaves_its_old_address_at_once(home, client, commit):
    page, parent = StandardPageFactory(slug="anak"), StandardPageFactory(slug="induk")
    assert client.get("/anak/").status_code == 200
    with commit():
        page.move(parent, pos="last-child")
    assert client.get("/anak/")["Location"] == "/induk/anak/"


def test_keeping_a_draft_does_not_throw_the_readers_pages_away(home, client, commit):
    article = ArticleFactory()
    client.get(article.url)
    before = edition()
    with commit():
        article.title = "Belum terbit"
        article.save_revision()
    assert edition() == before
    assert "Belum terbit" not in text(client.get(article.url))


def test_a_change_that_is_rolled_back_opens_no_edition(home, client, commit):
    before = edition()
    ArticleFactory()  # the test's transaction never commits
    assert edition() == before


def test_a_page_made_while_another_was_published_is_forgotten(home, client, commit, monkeypatch):
    """It was rendered before the publication and stored after it: under the edition it began in."""
    article = ArticleFactory(title="Judul lama")
    from pages.models.parts import SitePage

    serve = SitePage.serve

    def slowly(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        with commit():
            ArticlePage.objects.get(pk=article.pk).unpublish()
        return response

    monkeypatch.setattr(SitePage, "serve", slowly)
    assert client.get(article.url).status_code == 200
    monkeypatch.undo()
    assert client.get(article.url).status_code == 404


# --- What else is remembered ------------------------------------------------------------------------
def test_what_is_remembered_lasts_an_edition(home, commit):
    made = []
    count = lambda: remember("hitungan", lambda: made.append(1) or len(made))  # noqa: E731
    assert [count(), count()] == [1, 1]
    with commit():
        ArticleFactory()
    assert [count(), count()] == [2, 2]


def test_figures_are_at_most_a_minute_old():
    assert SECONDS <= 60
