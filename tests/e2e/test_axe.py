"""Every kind of public page in the eyes of axe: on a phone and a desk, by day and by night."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from axe_playwright_python.sync_playwright import Axe

import tests.factories
from pages.models.parts import SitePage
from tests.e2e.conftest import DESK, PHONE
from tests.factories.asking import ReaderQuestionFactory
from tests.factories.catalogue import CopyFactory
from tests.factories.pages import ArticleFactory, PageFactory, site_tree

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STANDING = [
    *("/", "/berita/", "/katalog/", "/program/", "/daftar/", "/cari/?q=judul", "/kalender/", "/jam-buka/"),
    *("/tanya/", "/usul-buku/", "/langganan/", "/periksa/", "/api/", "/masuk/", "/luring/", "/tidak-ada/"),
]


def factories_of_pages():
    """One for each kind, wherever it is kept."""
    for module in pkgutil.iter_modules(tests.factories.__path__):
        import_module(f"tests.factories.{module.name}")
    found, waiting = [], [PageFactory]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not PageFactory:
            found.append(kind)
    return found


@pytest.fixture
def addresses(live_server, settings):
    settings.SITE_BASE_URL = live_server.url
    site_tree()
    made = [factory(slug=f"jenis-{n}") for n, factory in enumerate(factories_of_pages())]
    ReaderQuestionFactory()
    book = CopyFactory().title
    return [*STANDING, ArticleFactory().url, book.get_absolute_url(), *(page.url for page in made)]


def faults(page, addresses):
    """(address, rule) of every violation."""
    found = []
    for address in addresses:
        page.goto(address)
        found += [(address, each["id"]) for each in Axe().run(page).response["violations"]]
    return found


@pytest.mark.parametrize(("viewport", "light"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
def test_axe_finds_nothing_on_any_kind_of_page(browser, live_server, addresses, viewport, light):
    context = browser.new_context(
        base_url=live_server.url, viewport=viewport, locale="id-ID", color_scheme=light
    )
    assert faults(context.new_page(), addresses) == []
    context.close()


def test_axe_finds_what_is_wrong(browser, live_server, addresses):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    page = context.new_page()
    page.goto("/berita/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><button></button>')"
    )
    found = {each["id"] for each in Axe().run(page).response["violations"]}
    context.close()
    assert {"image-alt", "button-name"} <= found


def test_no_kind_of_page_is_forgotten(db):
    """Home and news index stand in the tree already."""
    kinds = {factory._meta.model for factory in factories_of_pages()}
    ours = set()
    waiting = [SitePage]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if not kind._meta.abstract:
            ours.add(kind)
    assert {kind.__name__ for kind in ours - kinds} == {"HomePage", "NewsIndexPage"}
