"""The public pages, as a visitor meets them."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from literasi.catalogue import registry
from literasi.catalogue.models import CopyStatus
from tests.accounts.people import settled
from tests.catalogue.shelf import book, small_library
from tests.factories.accounts import GrantFactory, SchoolFactory
from tests.factories.catalogue import CopyFactory, PlaceFactory, SubjectFactory

pytestmark = pytest.mark.django_db


def html(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_the_catalogue_says_how_it_understood(client):
    small_library()
    page = html(client, "/katalog/?q=laskar+plangi")
    assert "Menampilkan hasil untuk <strong>“laskar pelangi”</strong>" in page
    assert 'href="?q=laskar+plangi&amp;persis=1"' in page


def test_an_empty_search_helps_on(client):
    small_library()
    page = html(client, "/katalog/?q=xyzzyq")
    assert "Buku tidak ditemukan" in page
    assert f'href="/katalog/?subjek={book("Lain", subjects=["Persahabatan"]).subjects.get().pk}"' in page
    assert "Belum ada buku di sini" not in page


def test_an_empty_catalogue_says_what_comes_next(client):
    assert "Belum ada buku di sini" in html(client, "/katalog/")


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%22*",
        "jenjang=%27&bahasa=%00&tempat=99999999999999999999&hal=-3",
        "tempat=%E0%A4%A",
        "hal=abc&urut=x",
    ],
)
def test_nonsense_in_the_address_is_answered_calmly(client, query):
    small_library()
    html(client, f"/katalog/?{query}")


def test_pages_keep_the_search(client):
    for number in range(25):
        book(f"Sungai {number}", level="C")
    page = html(client, "/katalog/?q=sungai&jenjang=C")
    assert "q=sungai&amp;jenjang=C&amp;hal=2" in page
    assert html(client, "/katalog/?q=sungai&jenjang=C&hal=2").count('class="book-row"') == 1


def test_a_title_page_tells_a_reader_where_the_book_is(client):
    title = small_library()["laskar"]
    place = PlaceFactory(name="Pojok Baca", school=SchoolFactory(name="SMP Dua"))
    CopyFactory(title=title, place=place, call_number="899.2 HIR l")
    CopyFactory(title=title, place=place, status=CopyStatus.REPAIR)
    CopyFactory(title=title, place=PlaceFactory(name="Gudang"), status=CopyStatus.MISSING)
    page = html(client, title.get_absolute_url())
    assert "Pojok Baca" in page
    assert "SMP Dua" in page
    assert "899.2 HIR l" in page
    assert "1 dari 2 eksemplar" in page
    assert "Gudang" not in page
    assert "Andrea Hirata</a>" in page
    assert "978-979-3062-79-2" in page
    assert "Hirata, Andrea. (2005). <cite>Laskar Pelangi</cite>. Bentang." in page


def test_a_title_page_speaks_to_machines(client):
    title = small_library()["laskar"]
    title.summary = "</script><b>&"
    title.save()
    response = client.get(title.get_absolute_url())
    page = response.content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    book_data, _way = json.loads(data)
    assert (book_data["@type"], book_data["name"], book_data["isbn"]) == (
        "Book",
        "Laskar Pelangi",
        "9789793062792",
    )
    assert book_data["author"] == [{"@type": "Person", "name": "Andrea Hirata"}]
    assert book_data["description"] == "</script><b>&"
    assert f'<link rel="canonical" href="{book_data["url"]}">' in page
    assert '<meta property="og:type" content="book">' in page


def test_a_wrong_slug_leads_to_the_right_page(client):
    title = small_library()["bumi"]
    response = client.get(f"/katalog/{title.pk}-salah/")
    assert (response.status_code, response["Location"]) == (301, title.get_absolute_url())
    html(client, "/katalog/999999999999999999999999-x/", status=404)


def test_later_apps_add_their_panels(client, monkeypatch):
    monkeypatch.setattr(registry, "_title_panels", [])
    registry.add_title_panel(lambda request, title: "", order=1)
    registry.add_title_panel(
        lambda request, title: f"<section>Ulasan {escape(title.title)}</section>", order=60
    )
    assert "<section>Ulasan Bumi Manusia</section>" in html(
        client, small_library()["bumi"].get_absolute_url()
    )


def test_the_lookup_answers_a_form_in_json(client):
    title = small_library()["laskar"]
    answer = client.get(reverse("title_lookup"), {"q": "laskar"}).json()
    assert answer["titles"] == [
        {
            "id": title.pk,
            "title": "Laskar Pelangi",
            "authors": ["Andrea Hirata"],
            "pages": None,
            "level": "C",
            "cover": "/gambar/sampul.svg?t=Laskar+Pelangi&a=Andrea+Hirata&l=C",
            "url": title.get_absolute_url(),
        }
    ]
    assert client.get(reverse("title_lookup")).json() == {"titles": []}


def test_a_page_costs_the_same_for_one_and_for_many(client):
    """The frame (menus, footer) costs what it costs; what is listed must not add to it."""
    title = small_library()["laskar"]
    costs = []
    for count in (1, 3):
        while title.copies.count() < count:
            CopyFactory(title=title)
            title.subjects.add(SubjectFactory())
        for url in (title.get_absolute_url(), "/katalog/"):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                html(client, url)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12


def test_only_who_keeps_books_is_shown_the_way_to_edit(client):
    small_library()
    assert "/katalog/kelola/" not in html(client, "/katalog/")
    client.force_login(settled(GrantFactory(librarian=True).user))
    assert "/katalog/kelola/" in html(client, "/katalog/")
