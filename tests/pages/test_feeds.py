"""RSS 2.0 and Atom 1.0 as their specifications want them, and no word twice over a slow line."""

import datetime as dt
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime

import pytest

from pages.models import ArticlePage
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory
from ui import postcards

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "http://127.0.0.1:8000"
FEEDS = ["/berita/rss.xml", "/berita/atom.xml"]


@pytest.fixture
def article(home):
    category = NewsCategoryFactory(name="Pesta", slug="pesta")
    made = ArticleFactory(title="Buku & <anak>", intro="Bacaan “pagi”.", byline="Guru SD", category=category)
    postcards.keep("halaman", made.pk)
    return made


def channel(client, url="/berita/rss.xml"):
    answer = client.get(url)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    return root[0]


def atom(client, url="/berita/atom.xml"):
    answer = client.get(url)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)


def test_rss_has_what_its_specification_requires(article, client):
    feed = channel(client)
    assert [feed.findtext(name) for name in ("title", "link", "language")] == [
        "Berita · Lumbung Baca",
        f"{BASE}/berita/",
        "id",
    ]
    assert feed.findtext("description")
    own = feed.find(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{BASE}/berita/rss.xml")
    assert parsedate_to_datetime(feed.findtext("lastBuildDate")).tzinfo


def test_an_item_of_rss_is_whole(article, client):
    item = channel(client).find("item")
    assert [item.findtext(name) for name in ("title", "description", "category", "link")] == [
        "Buku & <anak>",
        "Bacaan “pagi”.",
        "Pesta",
        BASE + article.url,
    ]
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.findtext("pubDate")) <= dt.datetime.now(dt.UTC)
    picture = item.find("enclosure")
    served = client.get(picture.get("url").removeprefix(BASE))
    size = len(b"".join(served.streaming_content))
    assert (picture.get("type"), int(picture.get("length"))) == ("image/png", size)


def test_atom_has_what_its_specification_requires(article, client):
    feed = atom(client)
    assert feed.tag == f"{ATOM}feed"
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{BASE}/berita/", "self": f"{BASE}/berita/atom.xml"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Lumbung Baca"
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Buku & <anak>"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Guru SD"
    for name in ("published", "updated"):
        assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")).tzinfo
    assert {link.get("rel") for link in entry.findall(f"{ATOM}link")} == {"alternate", "enclosure"}


def ids(client):
    return channel(client).find("item").findtext("guid"), atom(client).find(f"{ATOM}entry").findtext(
        f"{ATOM}id"
    )


def test_an_article_stays_the_same_one_under_another_title_and_address(article, client):
    before = ids(client)
    article.title, article.slug = "Judul baru", "alamat-baru"
    article.save_revision().publish()
    assert ids(client) == before
    assert before[0] == before[1]
    assert before[0].startswith("urn:uuid:")


def test_a_cover_with_its_renditions_is_the_picture(home, client):
    from pages.renditions import make

    cover = PictureFactory()
    make(cover)
    ArticleFactory(cover=cover)
    picture = channel(client).find("item/enclosure")
    assert (picture.get("type"), int(picture.get("length")) > 0) == ("image/jpeg", True)


def test_what_is_not_drawn_yet_is_not_announced(home, client):
    ArticleFactory()
    assert channel(client).find("item/enclosure") is None


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_category_has_its_own_feeds(article, client, name):
    ArticleFactory(title="Lain")
    answer = client.get(f"/berita/kategori/pesta/{name}.xml").content.decode()
    assert ("Pesta · Lumbung Baca" in answer, "Buku &amp;" in answer, "Lain" in answer) == (True, True, False)
    assert client.get(f"/berita/kategori/entah/{name}.xml").status_code == 404


@pytest.mark.parametrize("url", FEEDS)
def test_who_has_the_feed_already_is_told_so(article, client, url):
    first = client.get(url)
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    assert client.get(url, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert client.get(url, HTTP_IF_MODIFIED_SINCE=date).status_code == 304
    ArticleFactory(title="Baru saja")
    again = client.get(url, HTTP_IF_NONE_MATCH=tag)
    assert (again.status_code, again.headers["ETag"] != tag) == (200, True)


@pytest.mark.parametrize("url", FEEDS)
def test_a_withdrawn_article_leaves_the_feed(article, client, url):
    tag = client.get(url).headers["ETag"]
    ArticlePage.objects.get().unpublish()
    answer = client.get(url, HTTP_IF_NONE_MATCH=tag)
    assert (answer.status_code, b"Buku" in answer.content) == (200, False)


def test_pages_tell_readers_where_the_feeds_are(article, client):
    for url in ("/", "/berita/", article.url):
        html = client.get(url).content.decode()
        assert all(f'title="Berita · Lumbung Baca{name}" href="/berita/{file}.xml"' in html
                   for name, file in (("", "rss"), (" (Atom)", "atom")))  # fmt: skip
    html = client.get("/berita/kategori/pesta/").content.decode()
    assert all(f'href="/berita/kategori/pesta/{file}.xml"' in html for file in ("rss", "atom"))
