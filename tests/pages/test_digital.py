"""The digital collection: found by level, genre and words; read here or where it stands; on stated terms."""

import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.exceptions import UnfitToPublish
from pages.licences import Licence
from pages.models import DigitalItemPage
from pages.services import admit
from tests.factories import files
from tests.factories.accounts import GrantFactory
from tests.factories.kinds import DigitalCollectionFactory, DigitalItemFactory, DocumentFactory
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(home):
    return DigitalCollectionFactory()


def work(collection, title="Karya", **more):
    return DigitalItemFactory(title=title, parent=collection, **more)


def found(client, collection, **asked):
    return [work.title for work in client.get(collection.url, asked).context["works"]]


def test_works_are_narrowed_by_level_genre_and_words(client, collection):
    work(collection, "Kancil", level="B1", genre="folktale", publisher="Kelas Satu")
    work(collection, "Bintang", level="C", genre="science", authors="Kelompok Kancil")
    work(collection, "Rancangan", draft=True, level="B1")
    assert found(client, collection) == ["Bintang", "Kancil"]
    assert found(client, collection, jenjang="B1") == ["Kancil"]
    assert found(client, collection, jenis="science") == ["Bintang"]
    assert found(client, collection, q="kancil") == ["Bintang", "Kancil"]
    assert found(client, collection, q="kancil satu") == ["Kancil"]
    assert found(client, collection, q="kancil", jenjang="B1", jenis="science") == []


@pytest.mark.parametrize(
    "asked", [{"jenjang": "Z"}, {"jenis": "' or 1"}, {"halaman": "x"}, {"halaman": "99"}, {"q": "%_" * 90}]
)
def test_unreadable_wishes_are_answered(client, collection, asked):
    work(collection)
    assert client.get(collection.url, asked).status_code == 200


def test_another_collections_works_stand_there(client, collection):
    work(DigitalCollectionFactory(), "Lain")
    assert found(client, collection) == []


def test_a_work_says_its_terms_with_their_link(client, collection):
    html = client.get(work(collection, licence=Licence.BY_NC_SA).url).content.decode()
    address = "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.id"
    assert f'<a href="{address}" rel="license noopener">CC BY-NC-SA 4.0</a>' in html


def test_a_link_says_where_it_leads(client, collection):
    page = work(collection, address="https://www.buku.contoh.id/karya")
    html = client.get(page.url).content.decode()
    assert (page.host, html.count("buku.contoh.id") > 1, "noopener" in html) == ("buku.contoh.id", True, True)


def test_a_pdf_is_read_here_and_downloaded_with_its_size(client, collection):
    page = work(collection, of_ours=True)
    html = client.get(page.url).content.decode()
    address = page.document.url
    assert [f'href="{address}"' in html, f'href="{address}?unduh=1"' in html, f'src="{address}"' in html] == [
        True
    ] * 3
    assert re.search(r"\(PDF, \d+\sbita\)|\(PDF, \d+\s\w+\)", html)


def test_an_epub_is_only_downloaded_and_sound_is_played(client, collection):
    epub, sound = (
        client.get(
            work(collection, address="", document=DocumentFactory(file=files.file(data))).url
        ).content.decode()
        for data in (files.EPUB, files.MP3)
    )
    assert [("<iframe" in html, "<audio" in html) for html in (epub, sound)] == [
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"address": ""}, ["document"]),
        ({"address": "http://buku.contoh.id/"}, ["address"]),
        ({"licence": Licence.PERMISSION}, ["licence_note"]),
    ],
)
def test_a_work_without_file_or_terms_is_not_published_by_any_door(collection, fields, missing):
    page = work(collection, draft=True, **fields)
    with pytest.raises(UnfitToPublish) as refusal:
        page.save_revision().publish()
    assert [fault.field for fault in refusal.value.faults] == missing


@pytest.mark.parametrize("more", [{}, {"address": "", "licence": Licence.SOURCE}])
def test_a_file_stands_alone_and_under_a_licence(collection, more):
    with pytest.raises(IntegrityError), transaction.atomic():
        work(collection, document=DocumentFactory(), draft=True, **more)


def form(**fields):
    return {
        "title": "Antologi",
        "slug": "antologi",
        "intro": "",
        "authors": "Kelas IV A",
        "language": "id",
        "pattern": "kawung",
        "licence": "cc-by",
        "address": "",
        "document": "",
        "cover": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


def write(client, collection, **fields):
    user = GrantFactory(city=True).user
    admit(user)
    client.force_login(user)
    url = reverse("wagtailadmin_pages:add", args=["pages", "digitalitempage", collection.pk])
    return client.post(url, form(**fields))


def test_an_editor_publishes_a_work(client, collection):
    document = DocumentFactory()
    write(client, collection, document=document.pk, **{"action-publish": "1"})
    page = DigitalItemPage.objects.get()
    assert (page.live, page.document, page.language) == (True, document, "id")


def test_a_draft_may_wait_for_its_file_but_a_published_work_may_not(client, collection):
    write(client, collection)
    assert DigitalItemPage.objects.get().live is False
    answer = write(client, collection, slug="lain", **{"action-publish": "1"})
    assert list(answer.context["form"].errors) == ["document"]


def test_a_work_is_not_in_two_places(client, collection):
    answer = write(client, collection, address="https://contoh.id/", document=DocumentFactory().pk)
    assert list(answer.context["form"].errors) == ["address"]


def test_a_document_that_is_read_cannot_be_deleted(collection):
    page = work(collection, of_ours=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        page.document.delete()


def test_one_work_costs_what_three_cost(client, collection):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(collection.url)
        return len(queries)

    work(collection, of_ours=True, cover=PictureFactory())
    cost()
    one = cost()
    for _ in range(2):
        work(collection, of_ours=True, cover=PictureFactory())
    assert cost() == one <= 12
