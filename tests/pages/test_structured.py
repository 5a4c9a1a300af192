"""What machines read on every public page: links with pictures, schema.org that holds what it must."""

import json
import re
from html.parser import HTMLParser

import pytest

from literasi.reading.services import lists
from tests.catalogue.shelf import small_library
from tests.factories import pages as page_factories
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.pages import ArticleFactory, PageFactory, PictureFactory
from tests.factories.programmes import a_programme
from tests.pages.schemas import mistakes

BASE = "http://127.0.0.1:8000"


class Head(HTMLParser):
    """The metadata of a page: properties, links, blocks of JSON-LD."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.inside = {}, {}, False
        self.blocks = [
            json.loads(block)
            for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        ]
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.meta.setdefault(name, []).append(given.get("content", ""))
        if tag == "link":
            self.links.setdefault(given.get("rel"), []).append(given)


def head(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return Head(answer.content.decode())


def kinds_of_pages():
    """A page of every kind that has a factory, those still to come too."""
    found = [each for each in vars(page_factories).values() if isinstance(each, type)]
    return [each for each in found if issubclass(each, PageFactory) and each is not PageFactory]


def public_reading():
    school = SchoolFactory()
    programme = a_programme(school, is_public=True, purpose="Membaca setiap hari.")
    a_programme(is_public=True)
    kept = lists.make_list(by=UserFactory(), school=school, name="Daftar petualangan", is_public=True)
    for title in small_library().values():
        lists.add_title(kept, title, by=kept.made_by)
    return [f"/program/{programme.slug}/", f"/daftar/{kept.pk}/", "/program/", "/daftar/"]


@pytest.fixture
def addresses(home):
    """Every kind of page the public may see."""
    cms = [factory().url for factory in kinds_of_pages()]
    bare = TitleFactory(title="Tanpa apa-apa")
    return [
        "/",
        "/berita/",
        *cms,
        "/katalog/",
        *public_reading(),
        small_library_title(),
        bare.get_absolute_url(),
    ]


def small_library_title():
    from literasi.catalogue.models import Title

    return Title.objects.get(title="Laskar Pelangi").get_absolute_url()


def test_every_block_of_every_kind_of_page_is_valid(addresses, client):
    wrong = {url: said for url in addresses if (said := mistakes(head(client, url).blocks))}
    assert wrong == {}


def test_every_page_says_what_a_shared_link_shows(addresses, client):
    wanted = ["og:title", "og:url", "og:type", "og:image", "og:image:alt", "og:locale", "twitter:card"]
    seen = {url: head(client, url) for url in addresses}
    missing = {
        url: [name for name in wanted if not (found.meta.get(name) or [""])[0]] for url, found in seen.items()
    }
    assert {url: names for url, names in missing.items() if names} == {}
    twice = {url: [name for name in wanted if len(found.meta[name]) > 1] for url, found in seen.items()}
    assert {url: names for url, names in twice.items() if names} == {}


def test_addresses_are_absolute_and_pictures_no_svg(addresses, client):
    for url in addresses:
        found = head(client, url)
        assert found.meta["og:url"] == [BASE + url]
        assert [link["href"] for link in found.links["canonical"]] == [BASE + url]
        image = found.meta["og:image"][0]
        assert (image.startswith(f"{BASE}/"), ".svg" in image) == (True, False)


def test_the_picture_of_every_page_is_there_for_the_second_who_asks(addresses, client):
    images = {head(client, url).meta["og:image"][0].removeprefix(BASE) for url in addresses}
    drawn = [image for image in images if image.startswith("/bagikan/")]
    for image in drawn:
        client.get(image)
    kinds = {client.get(image).headers.get("Content-Type") for image in drawn}
    assert kinds == {"image/png"}


def test_an_article_shows_machines_the_way_to_it(home, client):
    article = ArticleFactory(title="Hari buku", cover=PictureFactory())
    story, way = next(block for block in head(client, article.url).blocks if isinstance(block, list))
    assert (story["headline"], story["image"].startswith(f"{BASE}/bagikan/")) == ("Hari buku", True)
    assert [step["name"] for step in way["itemListElement"]][1:] == ["Berita", "Hari buku"]


def test_the_home_page_tells_how_to_search(home, client):
    blocks = head(client, "/").blocks
    assert mistakes(blocks) == []
    assert {block["@type"] for block in blocks} <= {"WebSite", "Library"}


def test_words_cannot_leave_the_block(home, client):
    article = ArticleFactory(title="</script><script>alert(1)</script>")
    html = client.get(article.url).content.decode()
    assert "<script>alert(1)" not in html
    assert Head(html).blocks[0][0]["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "Book", "@id": f"{BASE}/x", "name": "x", "url": f"{BASE}/x"},
        {"@context": "https://schema.org", "@type": "Book", "name": "x", "url": "/x"},
        {"@context": "https://schema.org", "@type": "Unknown"},
        {"@context": "https://schema.org", "@type": "Event", "name": "x", "startDate": "besok"},
    ],
    ids=["no context", "relative address", "unknown type", "no date"],
)
def test_the_schemas_find_mistakes(data):
    assert mistakes(data) != []
