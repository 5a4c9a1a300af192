"""The frame of every page: menus, language, errors, weight."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories.accounts import UserFactory
from ui import views
from ui.menus import MAIN_MENU_LENGTH, Item, Menu, grouped, main_menu, menus_for

CSS = settings.SITE_DIR / "static" / "css"
KB = 1024

# The frame reads the menus that editors keep.
pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def asked(path: str = "/", user: object = None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return request


# --- Menus ----------------------------------------------------------------------------------------
def test_a_menu_shows_only_what_exists_and_is_for_the_visitor():
    menu = Menu()
    menu.add(
        Item("Gaya", "style_guide", order=2),
        Item("Tidak ada", "no_such_url"),
        Item("Rahasia", "/rahasia/", visible=lambda request: False),
        Item("Katalog", "/katalog/", order=1),
    )
    assert [link.label for link in menu.links(asked())] == ["Katalog", "Gaya"]


def test_the_deepest_entry_that_holds_the_page_is_current():
    menu = Menu()
    menu.add(Item("Beranda", "/"), Item("Kelas", "/kelas/"), Item("Antrean", "/kelas/antrean/"))
    assert [link.label for link in menu.links(asked("/kelas/antrean/7/")) if link.current] == ["Antrean"]
    assert [link.label for link in menu.links(asked("/berita/")) if link.current] == []


def test_adding_the_same_address_again_replaces_the_entry():
    menu = Menu()
    menu.add(Item("Lama", "/katalog/"))
    menu.add(Item("Baru", "/katalog/"))
    assert [link.label for link in menu.links(asked())] == ["Baru"]


def test_what_does_not_fit_the_row_stands_in_the_account_menu_and_phones_list_all():
    extra = [Item(f"Butir {n}", f"/butir-{n}/", order=200 + n) for n in range(MAIN_MENU_LENGTH)]
    main_menu.add(*extra)
    try:
        menus = menus_for(asked(user=UserFactory()))
        assert len(menus["main_menu"]) == MAIN_MENU_LENGTH
        assert "Butir 4" in [link.label for link in menus["more_menu"]]
        listed = [link.label for group in menus["phone_menu"] for link in group.links]
        assert {item.label for item in extra} <= set(listed)
    finally:
        for item in extra:
            main_menu.remove(item.url_name)


# --- The frame ------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/gaya/", "/tidak-ada/"])
def test_every_page_has_one_main_and_a_way_past_the_menu(client, path):
    page = Page(client.get(path).content.decode())
    assert [attrs["id"] for attrs in page.all("main")] == ["main"]
    assert page.all("a")[0]["href"] == "#main"
    assert page.all("html")[0]["lang"] == "id"
    assert len(page.all("h1")) <= 2


def test_a_phone_lists_ones_own_work_before_what_is_for_everyone():
    menu = Menu()
    menu.add(Item("Katalog", "/katalog/", order=1), Item("Meja", "/meja/", visible=lambda request: True))
    assert [(group.key, [link.label for link in group.links]) for group in grouped(menu.links(asked()))] == [
        ("work", ["Meja"]),
        ("all", ["Katalog"]),
    ]
    assert grouped([]) == []


def test_the_account_menu_leads_out_by_post(client):
    user = UserFactory(name="Siti Nur Aini")
    client.force_login(user)
    html = client.get(reverse("style_guide")).content.decode()
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert ">SA</span>" in html


def test_the_style_guide_is_for_developers(client, settings):
    settings.STYLE_GUIDE = False
    assert client.get(reverse("style_guide")).status_code == 404


# --- Language -------------------------------------------------------------------------------------
def test_the_site_speaks_indonesian_to_an_english_browser(client):
    page = client.get(reverse("style_guide"), headers={"accept-language": "en"})
    assert '<html lang="id">' in page.content.decode()


def test_a_visitor_chooses_english_and_stays_where_they_were(client):
    answer = client.post(reverse("choose_language"), {"language": "en", "next": "/gaya/?page=2"})
    assert answer["Location"] == "/gaya/?page=2"
    assert '<html lang="en">' in client.get("/gaya/").content.decode()


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "account_logout", ":", ""])
def test_choosing_a_language_leads_nowhere_else(client, address):
    answer = client.post(reverse("choose_language"), {"language": "en", "next": address})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing(client):
    answer = client.post(reverse("choose_language"), {"language": "xx", "next": "/gaya/"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


# --- Errors ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.permission_denied, 403),
        (views.not_found, 404),
        (views.csrf_failure, 403),
    ],
)
def test_an_error_page_says_what_to_do_next(view, status):
    answer = view(asked("/apa-saja/"))
    html = answer.content.decode()
    assert answer.status_code == status
    assert 'class="lead"' in html
    assert 'href="/katalog/"' in html


def test_a_broken_server_still_draws_its_page():
    assert views.server_error(asked()).status_code == 500
    assert "Ke beranda" in render_to_string("ui/error_plain.html", {"status": 500})


def test_a_form_that_waited_too_long_is_explained():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a"})
    assert answer.status_code == 403
    assert "Formulir ini menunggu terlalu lama" in answer.content.decode()


# --- Weight ---------------------------------------------------------------------------------------
def test_the_design_system_stays_small():
    assert (CSS / "app.css").stat().st_size <= 26 * KB


def test_what_a_page_adds_to_it_stays_small():
    """Style and script of a pupil's page together: at most 45 kB as written."""
    script = (settings.SITE_DIR / "static" / "js" / "app.js").stat().st_size
    total = {file.name: file.stat().st_size + 25 * KB + script for file in CSS.glob("*.css")}
    del total["app.css"]
    assert {name: size for name, size in total.items() if size > 45 * KB} == {}


OUR_STYLES = sorted(
    file for file in CSS.glob("*.css") if file.name != "cms.css"
)  # that one only hands Wagtail colours


@pytest.mark.parametrize("file", OUR_STYLES, ids=lambda file: file.name)
def test_styles_live_in_layers(file):
    assert "@layer" in file.read_text(encoding="utf-8")


def test_pages_cross_the_network_compressed(client):
    answer = client.get("/gaya/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 15 * KB


def test_a_strange_host_gets_a_page_that_does_not_ask_for_the_host_again(client):
    answer = client.get("/", headers={"host": "lain.invalid"})
    assert (answer.status_code, "Galat 400" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("address", ["/a%00b/", "/paraf/a%00b/", "/izin/a%00b/"])
def test_an_address_with_a_nul_byte_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/masuk/?login=%00", "/katalog/?q=%00", "/cari/?q=a%00b"])
def test_a_nul_byte_in_a_query_is_nonsense_like_any_other(client, address):
    assert client.get(address).status_code == 200
