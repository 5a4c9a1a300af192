"""The site as an app: manifest, service worker, and which pages a phone may keep."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from PIL import Image

from pages.services import prepare_site
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil
from ui.branding import Branding
from ui.pwa import shortened

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    prepare_site()


# --- Manifest --------------------------------------------------------------------------------------------
def manifest(client):
    return client.get(reverse("manifest")).json()


def test_the_manifest_names_the_site_in_indonesian_whatever_the_visitor_chose(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = manifest(client)
    assert (said["name"], said["lang"], said["start_url"], said["display"]) == (
        "Lumbung Baca",
        "id",
        "/",
        "standalone",
    )
    assert [shortcut["name"] for shortcut in said["shortcuts"]] == ["Catat bacaan", "Cari buku"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lumbung Baca", "Lumbung Baca"),
        ("Lumbung Baca Kota Tirtasari", "Lumbung Baca"),
        ("Perpustakaan Kota", "Perpustakaan"),
        ("Perpustakaandaerah", "Perpustakaan"),
    ],
)
def test_the_name_under_the_icon_is_whole_words_where_it_can(name, short):
    assert shortened(name) == short


def test_the_manifest_wears_the_sites_own_name_and_colours(client, monkeypatch):
    own = Branding(name="Rumah Baca Melati", ink="#1d3f66")
    monkeypatch.setattr("ui.branding.sources", [lambda: own])
    said = manifest(client)
    assert (said["name"], said["short_name"], said["theme_color"]) == (
        "Rumah Baca Melati",
        "Rumah Baca",
        own.colours.cloth,
    )


def test_every_icon_has_the_size_it_says(client):
    icons = manifest(client)["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]


def test_every_page_leads_to_manifest_and_icon(client, home):
    html = client.get("/").content.decode()
    assert f'<link rel="manifest" href="{reverse("manifest")}">' in html
    assert '<link rel="apple-touch-icon"' in html


def test_the_policy_lets_worker_and_manifest_come_from_here_only(client, home):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert {"worker-src 'self'", "manifest-src 'self'"} <= {part.strip() for part in policy.split(";")}


# --- Worker ----------------------------------------------------------------------------------------------
def worker(client):
    return client.get("/sw.js")


def test_the_worker_is_asked_for_anew_each_time_and_is_the_same_for_all(client):
    stranger = worker(client)
    client.force_login(UserFactory())
    assert worker(client).content == stranger.content
    assert stranger.headers["Cache-Control"] == "no-cache"
    assert stranger.headers["Content-Type"].startswith("text/javascript")


def test_a_pupil_who_must_choose_a_pin_gets_the_worker_and_not_a_redirect(client):
    client.force_login(UserFactory(must_change_password=True))
    assert (worker(client).status_code, client.get(reverse("manifest")).status_code) == (200, 200)


def test_new_static_files_and_a_new_name_make_a_new_worker(client, monkeypatch):
    def version():
        return re.search(r'VERSION = "(\w+)"', worker(client).content.decode()).group(1)

    before = version()
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "lain", raising=False)
    after = version()
    monkeypatch.setattr("ui.branding.sources", [lambda: Branding(name="Rumah Baca Melati")])
    assert len({before, after, version()}) == 3


def test_the_worker_knows_the_shell_of_the_log_form_and_speaks_both_languages(client):
    given = json.loads(re.search(r"GIVEN = (.*);", worker(client).content.decode()).group(1))
    assert given["shells"] == {reverse("log_reading"): reverse("offline_log")}
    assert "disimpan pukul {time}" in given["words"]["id"]["today"]
    assert "kept at {time}" in given["words"]["en"]["today"]


def test_the_page_without_a_network_speaks_of_nobody(client, home):
    html = client.get(reverse("offline_page")).content.decode()
    assert ("Sedang tidak ada jaringan" in html, "data-account" in html) == (True, False)


# --- What a phone may keep -------------------------------------------------------------------------------
def kept(client, path):
    return client.get(path).headers.get("X-Offline")


PUBLIC = ["/", "/berita/", "/katalog/", "/program/", "/papan/", "/daftar/", "/kalender/", "/jam-buka/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_strangers_public_page_may_be_kept(client, home, path):
    assert kept(client, path) == "keep"


@pytest.mark.parametrize("path", PUBLIC)
def test_the_same_page_made_for_somebody_may_not(client, home, path):
    client.force_login(UserFactory())
    answer = client.get(path)
    assert (answer.headers["X-Offline"], "no-store" in answer.headers["Cache-Control"]) == ("twin", True)


def test_a_title_may_be_kept(client):
    title = TitleFactory()
    assert kept(client, reverse("title", args=[title.pk, title.slug])) == "keep"


@pytest.mark.parametrize(
    "path", ["/katalog/?q=rahasia", "/cari/", "/cari/?q=rahasia", "/masuk/", "/periksa/"]
)
def test_what_somebody_searched_or_checked_or_filled_in_is_not_kept(client, home, path):
    assert kept(client, path) is None


@pytest.mark.parametrize("path", ["/saya/", "/catat/", "/rak/", "/kelas-saya/", "/profil/", "/lencana/"])
def test_a_pupils_own_pages_are_not_kept(client, path):
    client.force_login(a_pupil().user)
    assert kept(client, path) is None


def test_a_page_that_shows_a_message_is_not_kept(client, home):
    client.force_login(UserFactory())
    client.post(reverse("account_logout"))
    del client.cookies[settings.SESSION_COOKIE_NAME]  # as a browser does
    assert [kept(client, "/program/"), kept(client, "/program/")] == ["twin", "keep"]


def test_a_page_that_is_not_there_is_not_kept(client, home):
    assert kept(client, "/tidak-ada/") is None
