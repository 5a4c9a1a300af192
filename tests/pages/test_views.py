"""What visitors see, what it costs, and what they do not see."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literasi.catalogue.search import index_titles
from pages.models import ArticlePage, Consent, HomePage, NewsIndexPage, StandardPage
from pages.services import admit
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.catalogue import CopyFactory, TitleFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory, StandardPageFactory

PUBLIC = "public, no-cache"


def cost(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def cold(client, url):
    """The first request after a publication; what a process knows for good, it knows."""
    for name in settings.CACHES:
        caches[name].clear()
    return cost(client, url)


# --- What it costs ----------------------------------------------------------------------------------
def article(**more):
    return ArticleFactory(cover=PictureFactory(), **more)


@pytest.mark.parametrize(("url", "most"), [("/", 12), ("/berita/", 12), ("/berita/rss.xml", 12)])
def test_lists_cost_the_same_for_one_article_and_for_three(home, client, url, most):
    article()
    one = cold(client, url)
    article(), article()
    assert cold(client, url) == one <= most + 10  # the first of an edition asks for what all pages share
    assert cost(client, url) <= most


def test_an_article_costs_the_same_with_one_picture_and_with_three(home, client):
    related = [article() for _ in range(3)]
    slim, rich = (
        article(
            body=[("picture", {"image": PictureFactory(), "alt": "", "caption": ""}) for _ in range(number)],
            category=related[0].category,
        )
        for number in (1, 3)
    )
    costs = [cold(client, page.url) for page in (slim, rich)]
    assert costs[0] == costs[1] <= 18  # the first of an edition asks for menus, name, hours, notice as well
    assert cost(client, rich.url) <= 11


def test_a_standard_page_is_cheap(home, client):
    StandardPageFactory(slug="satu", show_in_menus=True)
    one = cold(client, "/satu/")
    StandardPageFactory(show_in_menus=True), StandardPageFactory(show_in_menus=True)
    assert cold(client, "/satu/") == one <= 15
    assert cost(client, "/satu/") <= 11


# --- Who sees what ----------------------------------------------------------------------------------
def test_a_draft_is_nowhere(home, client):
    draft = ArticleFactory(draft=True, title="Rahasia redaksi", slug="rahasia")
    pages = [
        client.get(url) for url in ("/", "/berita/", "/berita/rss.xml", "/sitemap.xml", "/cari/?q=rahasia")
    ]
    assert client.get(f"/berita/{draft.slug}/").status_code == 404
    assert [("Rahasia redaksi" in page.content.decode()) for page in pages] == [False] * 5


def test_only_those_who_may_edit_see_the_edit_link(home, client):
    page = ArticleFactory()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    seen = []
    for user in (None, UserFactory(), GrantFactory().user, GrantFactory(editor=True).user):
        client.logout()
        if user:
            admit(user)
            client.force_login(user)
        seen.append(edit in client.get(page.url).content.decode())
    assert seen == [False, False, False, True]


def test_a_picture_of_children_without_consent_is_left_out(home, client):
    hidden, shown = PictureFactory(consented=True), PictureFactory(consented=True)
    page = ArticleFactory(
        cover=hidden, body=[("picture", {"image": p, "alt": "", "caption": ""}) for p in (hidden, shown)]
    )
    type(hidden).objects.filter(pk=hidden.pk).update(consent=Consent.MISSING)
    html = client.get(page.url).content.decode() + client.get("/berita/").content.decode()
    assert (hidden.file.url in html, shown.file.url in html) == (False, True)


# --- What may be kept -------------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["/", "/berita/", "/berita/rss.xml", "/berita/satu/", "/tentang/"])
def test_a_strangers_page_may_be_kept_and_asked_about(home, client, url):
    ArticleFactory(slug="satu"), StandardPageFactory(slug="tentang")
    answer = client.get(url)
    assert answer.headers["Cache-Control"] == PUBLIC
    assert "Cookie" in answer.headers["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("url", ["/", "/berita/", "/berita/satu/"])
def test_a_signed_in_persons_page_is_never_kept(home, client, url):
    ArticleFactory(slug="satu")
    client.force_login(UserFactory())
    assert "no-store" in client.get(url).headers["Cache-Control"]


def test_a_preview_is_never_kept(home, rf):
    page = ArticleFactory(draft=True)
    answer = page.make_preview_request(original_request=rf.get("/"))
    assert "public" not in answer.headers.get("Cache-Control", "")


# --- News -------------------------------------------------------------------------------------------
def titles(answer):
    return re.findall(r"<h2><a [^>]*>([^<]+)</a></h2>", answer.content.decode())


def test_news_can_be_read_by_category(home, client):
    review = NewsCategoryFactory(name="Resensi baru", slug="resensi-baru")
    ArticleFactory(title="Laskar Pelangi", category=review), ArticleFactory(title="Lain")
    assert titles(client.get("/berita/kategori/resensi-baru/")) == ["Laskar Pelangi"]
    assert client.get("/berita/kategori/tidak-ada/").status_code == 404


def test_news_is_paged_newest_first(home, client, monkeypatch):
    monkeypatch.setattr("pages.models.news.PER_PAGE", 2)
    for number in (1, 3, 2):
        ArticleFactory(title=f"Berita {number}", date=f"2026-01-0{number}")
    assert titles(client.get("/berita/")) == ["Berita 3", "Berita 2"]
    assert titles(client.get("/berita/?halaman=2")) == ["Berita 1"]
    assert titles(client.get("/berita/?halaman=entah")) == ["Berita 3", "Berita 2"]


def test_news_without_articles_says_what_to_do(home, client):
    assert "/katalog/" in client.get("/berita/").content.decode()


def test_the_feed_holds_the_articles(home, client):
    review = NewsCategoryFactory(slug="ulasan")
    first = ArticleFactory(title="Satu & dua", intro="Pendahuluan", byline="Tim", category=review)
    ArticleFactory(title="Lain")
    everything = ET.fromstring(client.get("/berita/rss.xml").content)
    reviews = ET.fromstring(client.get("/berita/kategori/ulasan/rss.xml").content)
    assert sorted(t.text for t in everything.iterfind(".//item/title")) == ["Lain", "Satu & dua"]
    assert [
        (i.findtext("title"), i.findtext("link"), i.findtext("description")) for i in reviews.iter("item")
    ] == [("Satu & dua", first.full_url, "Pendahuluan")]


def test_related_articles_come_from_the_same_category_first(home):
    same, other = NewsCategoryFactory(), NewsCategoryFactory()
    page = ArticleFactory(category=same)
    far, near = ArticleFactory(category=other), ArticleFactory(category=same, date="2020-01-01")
    assert page.related() == [near, far]


def structured(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


def test_an_article_tells_machines_what_it_is(home, client):
    page = ArticleFactory(title="</script><b>Judul & isi</b>", slug="judul", byline="Tim")
    html = client.get(page.url).content.decode()
    article, crumbs = structured(html)
    assert (article["@type"], article["headline"], article["author"]["name"]) == (
        "NewsArticle",
        "</script><b>Judul & isi</b>",
        "Tim",
    )
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Beranda", "Berita", page.title]
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert '<meta property="og:type" content="article">' in html


def test_the_reading_time_follows_the_length(home):
    words = " ".join(["kata"] * 900)
    assert ArticleFactory(body=[("paragraph", f"<p>{words}</p>")]).reading_minutes == 5
    assert ArticleFactory(body=[]).reading_minutes == 1


# --- Home, menus, machines --------------------------------------------------------------------------
def test_the_home_page_counts_what_is_there(home, client):
    title = TitleFactory()
    CopyFactory(title=title), CopyFactory(title=title)
    figures = re.findall(r'stat-figure">([^<]+)<', client.get("/").content.decode())
    assert [figure.strip() for figure in figures] == ["1", "2"]


def test_a_page_told_to_enters_the_footer_and_leaves_it_when_withdrawn(
    home, client, django_capture_on_commit_callbacks
):
    def footer():
        return "Sejarah lumbung" in client.get("/berita/").content.decode()

    seen = [footer()]
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPageFactory(title="Sejarah lumbung", show_in_menus=True)
    seen.append(footer())
    with django_capture_on_commit_callbacks(execute=True):
        StandardPage.objects.get(pk=page.pk).unpublish()
    seen.append(footer())
    assert seen == [False, True, False]


LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(answer):
    return [loc.text for loc in ET.fromstring(answer.content).iter(LOC)]


def test_the_sitemap_lists_what_is_live(home, client):
    page, title = ArticleFactory(), TitleFactory()
    ArticleFactory(draft=True)
    sections = addresses(client.get("/sitemap.xml"))
    assert sections == [
        f"http://testserver/sitemap-{name}.xml" for name in ("halaman", "buku", "bacaan", "tanya", "pintu")
    ]
    pages, books = (
        addresses(client.get(section.removeprefix("http://testserver"))) for section in sections[:2]
    )
    expected = [HomePage.objects.get().full_url, NewsIndexPage.objects.get().full_url, page.full_url]
    assert pages == expected
    assert books == [f"http://127.0.0.1:8000{title.get_absolute_url()}"]
    assert client.get("/sitemap-lain.xml").status_code == 404


def test_robots_are_kept_out_of_the_cms(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /cms/" in lines
    assert lines[-1] == f"Sitemap: {settings.SITE_BASE_URL}/sitemap.xml"


def test_the_visitors_browser_does_not_choose_the_language(home, client):
    html = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="id">' in html
    client.cookies["django_language"] = "en"
    assert '<html lang="en">' in client.get("/").content.decode()


# --- Search -----------------------------------------------------------------------------------------
@pytest.fixture
def indexed(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(
            title="Sepuluh menit membaca", body=[("paragraph", "<p>Anak-anak menuliskan kesannya.</p>")]
        )
        ArticleFactory(title="Wakaf buku")
        StandardPageFactory(title="Jam layanan")


def found(client, words):
    html = client.get("/cari/", {"q": words}).content.decode()
    return re.findall(r'<h3><a href="/[^"]*">([^<]+)</a></h3>', re.sub("</?mark>", "", html))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("membaca", ["Sepuluh menit membaca"]),
        ("bacaan", ["Sepuluh menit membaca"]),
        ("ditulis kesan", ["Sepuluh menit membaca"]),
        ("pelayanan", ["Jam layanan"]),
        ("membaca wakaf", ["Sepuluh menit membaca", "Wakaf buku"]),  # some of the words, said so
        ("' OR 1=1 --", []),
        ('"', []),
    ],
)
def test_pages_are_found_by_the_roots_of_words(indexed, client, words, expected):
    assert found(client, words) == expected


def test_search_shows_books_of_the_catalogue_too(home, client):
    title = TitleFactory(title="Laskar Pelangi")
    index_titles([title.pk])
    assert title.get_absolute_url() in client.get("/cari/?q=pelangi").content.decode()


def test_searching_for_nothing_asks_for_words(home, client):
    answer = client.get("/cari/")
    assert answer.status_code == 200
    assert found(client, "   ") == []


def test_search_costs_the_same_for_one_result_and_for_three(home, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(title="Buku satu")
    one = cold(client, "/cari/?q=buku")
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(title="Buku dua"), ArticleFactory(title="Buku tiga")
    assert cold(client, "/cari/?q=buku") == one <= 20
    assert ArticlePage.objects.count() == 3
