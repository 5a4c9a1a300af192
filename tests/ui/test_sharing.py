"""The pictures beside shared links: drawn by the worker, one address a wording, nothing left behind."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from ui import postcards, sharing
from ui.sharing import Card

pytestmark = pytest.mark.django_db  # the site's own name is on every picture
WORDS = {7: Card("Hari buku", "Kegiatan"), 8: Card("Laskar Pelangi", book="Andrea Hirata", level="C")}


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def words(monkeypatch):
    """What the public may see, by id; the test changes it as an editor would."""
    known = dict(WORDS)
    monkeypatch.setattr(sharing, "kinds", {})
    sharing.add_kind("uji", lambda pks: {pk: known[pk] for pk in pks if pk in known}, eager=lambda: [7])
    return known


def address(pk, card):
    return reverse("share_image", args=["uji", pk, card.digest])


def kept():
    return {(pk, digest) for (_, pk), digests in sharing.stored().items() for digest in digests}


@pytest.mark.parametrize(
    "card",
    [
        *WORDS.values(),
        Card("x"),
        Card("#set page[*_`$ \\ \x00 <b> " * 9),
        Card("ketidakberdayaan" * 20, pattern="parang"),
        Card("كتاب 书 🌾"),
    ],
    ids=["article", "book", "letter", "markup", "long", "other scripts"],
)
def test_a_picture_is_a_small_png_of_the_size_that_chat_apps_want(card):
    drawn = postcards.draw(card)
    picture = Image.open(io.BytesIO(drawn))
    assert (picture.format, picture.size, len(drawn) < 150_000) == ("PNG", (1200, 630), True)


def test_the_same_words_make_the_same_address_and_others_another():
    assert Card("Hari buku").digest == Card("Hari buku").digest
    assert len({Card("a").digest, Card("b").digest, Card("a", "b").digest, Card("a", book="").digest}) == 4


def test_a_new_name_of_the_site_makes_new_pictures(settings):
    before = Card("a").digest
    settings.WAGTAIL_SITE_NAME = "Lumbung Kota"
    assert Card("a").digest != before


def test_who_asks_too_early_gets_the_sites_picture_and_the_next_one_the_own(words, client):
    first, second = (client.get(address(8, WORDS[8])) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (302, "/static/img/share.png")
    assert (second.status_code, second.headers["Content-Type"]) == (200, "image/png")
    assert "immutable" in second.headers["Cache-Control"]
    assert b"".join(second.streaming_content).startswith(b"\x89PNG")


def test_asking_again_and_again_orders_one_drawing(words, client, monkeypatch):
    orders = []
    monkeypatch.setattr("ui.tasks.draw_share_image", lambda *order: orders.append(order))
    for _ in range(3):
        client.get(address(8, WORDS[8]))
    assert orders == [("uji", 8)]


@pytest.mark.parametrize("path", ["entah-1-0123456789ab", "uji-99-0123456789ab", "uji-7-bohong"])
def test_an_invented_address_draws_nothing_of_its_own(words, client, path):
    assert client.get(f"/bagikan/{path}.png").status_code == 302
    assert kept() <= {(7, WORDS[7].digest)}


def test_a_new_title_makes_a_new_picture_and_takes_the_old_one_away(words):
    postcards.keep("uji", 7)
    words[7] = Card("Hari buku sedunia")
    postcards.keep("uji", 7)
    assert kept() == {(7, words[7].digest)}


def test_a_picture_goes_with_what_it_shows(words):
    postcards.keep("uji", 7)
    del words[7]
    postcards.keep("uji", 7)
    assert kept() == set()


def test_the_sweep_draws_what_is_missing_and_removes_what_is_old(words):
    postcards.keep("uji", 8)
    words[8] = Card("Judul lain")
    assert postcards.sweep(5) == 2
    assert kept() == {(pk, card.digest) for pk, card in words.items()}
    assert postcards.sweep(5) == 0


def test_a_sweep_draws_no_more_than_it_may(words):
    assert postcards.sweep(0) == 0
    assert kept() == set()


def test_what_nobody_asked_for_beforehand_has_its_bound(words, monkeypatch):
    monkeypatch.setattr(postcards, "MOST_ON_DEMAND", 0)
    assert postcards.keep("uji", 8) is False


def test_a_strangers_file_among_the_pictures_is_left_alone(words):
    from django.core.files.base import ContentFile

    default_storage.save("bagikan/catatan.txt", ContentFile(b"x"))
    postcards.sweep(5)
    assert default_storage.exists("bagikan/catatan.txt")
