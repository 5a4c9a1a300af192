"""The demo's questions, people, partners, awards, works and list: published once, all of them readable."""

import pytest

from config.demo.kinds import load_kinds
from literasi.reading.models import ReadingList
from pages.models import Award, DigitalItemPage, Partner, ReadingListPage, SiteDocument
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.catalogue import TitleFactory

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/tanya-jawab/",
    "/koleksi-digital/",
    "/koleksi-digital/dari-teras-rumah/",
    "/koleksi-digital/lima-belas-menit/",
    "/koleksi-digital/literacy-cloud/",
    "/penghargaan/",
    "/tim-kami/",
    "/mitra/",
    "/cerita-kampung-sendiri/",
]


@pytest.fixture
def demo(home):
    city = UserFactory(username="kota", is_superuser=True)
    for code in ("sdn1", "smpn2", "sman1"):
        SchoolFactory(code=code)
    TitleFactory(title="Budak Teuneung")
    kept = ReadingList.objects.create(name="Cerita dari Kampung Sendiri", is_public=True, made_by=city)
    load_kinds()
    return kept


def test_every_page_is_there(demo, client):
    assert {url: client.get(url).status_code for url in ADDRESSES} == dict.fromkeys(ADDRESSES, 200)


def test_a_second_load_changes_nothing(demo):
    models = (Award, DigitalItemPage, Partner, SiteDocument, ReadingListPage)
    before = [model.objects.count() for model in models]
    load_kinds()
    assert [model.objects.count() for model in models] == before


def test_the_books_are_pdfs_under_a_licence_and_the_list_follows_its_own(demo):
    kinds = {page.document.kind for page in DigitalItemPage.objects.exclude(document=None)}
    assert (kinds, ReadingListPage.objects.get().followed) == ({"pdf"}, demo)
