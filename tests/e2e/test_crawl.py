"""Every link of a small but whole site, followed in a real browser."""

from __future__ import annotations

import pytest

from literasi.catalogue.search import index_titles
from literasi.reading.models import ListedTitle, ReadingList
from pages.models import NewsCategory
from tests.crawl.visitor import Visitor
from tests.e2e.conftest import PHONE
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.kinds import AwardsPageFactory, FaqPageFactory, PartnersPageFactory, TeamPageFactory
from tests.factories.pages import ArticleFactory, StandardPageFactory, site_tree
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "kata-sandi-uji"


@pytest.fixture
def town(live_server, settings):
    """One page of each kind, a book, a list, a programme of the whole town, a class that reads."""
    settings.SITE_BASE_URL = live_server.url
    site_tree()
    ArticleFactory(category=NewsCategory.objects.get(name="Kegiatan"))
    for kind in (
        StandardPageFactory,
        FaqPageFactory,
        PartnersPageFactory,
        TeamPageFactory,
        AwardsPageFactory,
    ):
        kind(slug=kind.__name__.lower())
    book = TitleFactory(title="Laskar Pelangi")
    index_titles()
    shared = ReadingList.objects.create(name="Bacaan Kota", made_by=UserFactory())
    ListedTitle.objects.create(reading_list=shared, title=book)
    a_programme(name="Sekota Membaca", is_public=True, starts_on="2026-07-01")
    pupil = a_pupil()
    an_entry(pupil)
    return pupil


def walk(browser, live_server, *starts, who=None, sign_in=None):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="id-ID")
    if who:
        who.set_password(SECRET)
        who.must_change_password = False
        who.save()
        sign_in(context.new_page(), who.username, SECRET)
    report = Visitor(context, live_server.url, alike=2, questions=2).walk(*starts)
    context.close()
    return report


def test_a_visitor_meets_nothing_broken(browser, live_server, town):
    report = walk(browser, live_server, "/", "/sitemap.xml")
    assert report.problems == []
    assert report.pages >= 20
    assert {"/", "/berita/", "/katalog/", "/program/", "/cari/", "/masuk/"} <= set(report.shapes)


def test_a_pupil_meets_nothing_broken(browser, live_server, town, sign_in):
    report = walk(browser, live_server, "/saya/", who=town.user, sign_in=sign_in)
    assert report.problems == []
    assert {"/saya/", "/rak/", "/kelas-saya/", "/lencana/", "/profil/"} <= set(report.shapes)


def test_a_teacher_meets_nothing_broken(browser, live_server, town, sign_in):
    teacher = a_teacher(town.enrolments.get().classroom)
    report = walk(browser, live_server, "/kelas/", who=teacher, sign_in=sign_in)
    assert report.problems == []
    assert {"/kelas/", "/kelas/N/", "/verifikasi/", "/program/kelola/"} <= set(report.shapes)


def test_a_broken_link_is_noticed(browser, live_server, town):
    StandardPageFactory(
        slug="rusak",
        body=[("paragraph", '<p><a href="/tidak-ada/">Ke sana</a> <a href="#hilang">sini</a></p>')],
    )
    report = walk(browser, live_server, "/rusak/")
    assert ("/tidak-ada/", "answers 404, linked from /rusak/") in report.problems
    assert ("/rusak/", "#hilang is not on /rusak/") in report.problems
