"""The sitemap names everything public, its translations and when it changed."""

import re
import xml.etree.ElementTree as ET

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from literasi.reading.services import lists
from pages.services import prepare_english
from tests.factories.accounts import UserFactory
from tests.factories.pages import ArticleFactory, StandardPageFactory
from tests.factories.programmes import a_programme

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BASE = "http://127.0.0.1:8000"


def entries(client, section):
    root = ET.fromstring(client.get(f"/sitemap-{section}.xml").content)
    assert root.tag == f"{MAP}urlset"
    return {url.findtext(f"{MAP}loc").removeprefix(BASE): url for url in root.findall(f"{MAP}url")}


def test_programmes_and_lists_that_are_public(db, client):
    shown, _hidden = a_programme(is_public=True), a_programme()
    by = UserFactory()
    kept = lists.make_list(by=by, school=None, name="Umum", is_public=True)
    lists.make_list(by=by, school=None, name="Sendiri")
    assert set(entries(client, "bacaan")) == {f"/program/{shown.slug}/", f"/daftar/{kept.pk}/"}


def test_the_entrances(home, client):
    assert {"/katalog/", "/program/", "/daftar/", "/kalender/", "/api/"} <= set(entries(client, "pintu"))


def test_every_live_page_with_the_day_it_changed(home, client):
    page, draft = StandardPageFactory(slug="tentang"), ArticleFactory(draft=True)
    found = entries(client, "halaman")
    assert (page.url in found, draft.url in found) == (True, False)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["/tentang/"].findtext(f"{MAP}lastmod"))
    assert found["/tentang/"].findall(LINK) == []


def test_a_translated_page_names_its_translations(home, client):
    prepare_english()
    found = entries(client, "halaman")
    named = {link.get("hreflang"): link.get("href").removeprefix(BASE) for link in found["/"].findall(LINK)}
    assert named == {"id": "/", "en": "/en/"}


def test_three_pages_cost_as_much_as_one(home, client):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap-halaman.xml")
        return len(queries)

    ArticleFactory(), cost()
    one = cost()
    ArticleFactory(), ArticleFactory()
    assert cost() == one <= 12
