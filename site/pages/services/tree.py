"""The first pages of an installation. Running it again changes nothing an editor wrote."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from pages.languages import in_main_language
from pages.models import HomePage, NewsCategory, NewsIndexPage

from .cms import prepare_cms


def _link(label: str, url: str) -> dict[str, Any]:
    return {"label": label, "page": None, "url": url}


def _highlight(title: str, text: str, link: tuple[str, str]) -> dict[str, Any]:
    return {"type": "highlight", "value": {"title": title, "text": text, "link": _link(*link)}}


# Content, not interface: Indonesian whatever language the operator's shell speaks.
FIRST_HOME = {
    "title": "Beranda",
    "slug": "beranda",
    "headline": "Satu lumbung bacaan, diisi dan dinikmati bersama",
    "intro": "Catat bacaan, temukan buku, dan ikuti kabar literasi dari sekolah dan perpustakaan kita.",
    "buttons": [
        {"type": "button", "value": _link("Cari buku", "/katalog/")},
        {"type": "button", "value": _link("Baca berita", "/berita/")},
    ],
    "body": [
        {"type": "counters", "value": {}},
        {"type": "latest_news", "value": {"title": "Kabar terbaru", "number": 5}},
        {"type": "programmes", "value": {"title": "Sedang kita kejar bersama", "text": ""}},
        {"type": "happenings", "value": {"title": "Agenda terdekat", "number": 3}},
        _highlight(
            "15 menit membaca",
            "Setiap pagi sebelum pelajaran, semua orang di sekolah membaca buku pilihannya sendiri.",
            ("Catat bacaan", "/masuk/"),
        ),
        _highlight(
            "Satu katalog untuk semua rak",
            "Cari buku di perpustakaan sekolah dan kota sekaligus, lalu lihat di mana eksemplarnya.",
            ("Buka katalog", "/katalog/"),
        ),
        _highlight(
            "Kabar dari kelas",
            "Guru dan pustakawan menulis apa yang berhasil, dan apa yang belum.",
            ("Baca berita", "/berita/"),
        ),
        {
            "type": "partners",
            "value": {
                "title": "Mereka ikut mengisi lumbung",
                "text": "",
                "only_sponsors": False,
                "page": None,
            },
        },
        {
            "type": "call",
            "value": {
                "title": "Mau membaca apa hari ini?",
                "text": "Cari di rak semua perpustakaan kita, atau catat yang baru saja kamu baca.",
                "link": _link("Cari buku", "/katalog/"),
                "invites_to_log": True,
            },
        },
    ],
}
FIRST_NEWS = {
    "title": "Berita",
    "slug": "berita",
    "intro": "Cerita dari kelas, pojok baca, dan perpustakaan.",
    "pattern": "parang",
    "show_in_menus": True,
}
ENGLISH_HOME = {
    "title": "Home",
    "slug": "home-en",
    "headline": "One barn of reading, filled and enjoyed together",
    "intro": "Log what you read, find books, and follow the literacy news of our schools and libraries.",
    "buttons": [
        ("button", _link("Find a book", "/katalog/")),
        ("button", _link("Read the news", "/en/news/")),
    ],
    "body": [
        ("counters", {}),
        ("latest_news", {"title": "Latest news", "number": 5}),
        ("programmes", {"title": "What we read towards together", "text": ""}),
        ("happenings", {"title": "Coming up", "number": 3}),
        (
            "highlight",
            {
                "title": "15 minutes of reading",
                "text": "Every morning before class everybody at school reads a book of their own choice.",
                "link": _link("Log your reading", "/masuk/"),
            },
        ),
        (
            "highlight",
            {
                "title": "One catalogue for all shelves",
                "text": "Search the school and city libraries at once, and see where the copies stand.",
                "link": _link("Open the catalogue", "/katalog/"),
            },
        ),
        (
            "call",
            {
                "title": "What will you read today?",
                "text": "Search the shelves of all our libraries, or note down what you have just read.",
                "link": _link("Find a book", "/katalog/"),
                "invites_to_log": True,
            },
        ),
    ],
}
ENGLISH_NEWS = {
    "title": "News",
    "slug": "news",
    "intro": "Stories from classrooms, reading corners and libraries.",
}
FIRST_CATEGORIES = {"kegiatan": "Kegiatan", "pengumuman": "Pengumuman", "resensi": "Resensi"}


@transaction.atomic
def prepare_site() -> HomePage:
    """Home page, news index, categories, groups and workflow: whatever of it is missing.

    Also points Wagtail's site at SITE_BASE_URL. Returns the home page.
    """
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = in_main_language(HomePage.objects.all()).first() or _add(root, HomePage(**FIRST_HOME))
    news = in_main_language(NewsIndexPage.objects.all()).first() or _add(home, NewsIndexPage(**FIRST_NEWS))
    if not NewsCategory.objects.exists():
        NewsCategory.objects.bulk_create(
            NewsCategory(slug=slug, name=name) for slug, name in FIRST_CATEGORIES.items()
        )
    point_site_at(settings.SITE_BASE_URL)
    _remove_welcome()
    prepare_cms(home, news)
    return home


def _add(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def point_site_at(base_url: str) -> None:
    """Feeds, sitemaps and the API lead to this address (scheme, host and port)."""
    address = urlsplit(base_url)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page_id": HomePage.main().pk,
        },
    )


def _remove_welcome() -> None:
    """Wagtail's own first page, if nobody built below it."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=plain, slug="home", numchild=0):
        page.delete()


@transaction.atomic
def prepare_english() -> HomePage:
    """The home page and the news index in English, where missing: `/en/` and `/en/news/`."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    home = _translated(HomePage.main(), locale, ENGLISH_HOME)
    news = _translated(NewsIndexPage.main(), locale, ENGLISH_NEWS)
    prepare_cms(home, news)
    return home


def _translated(page: Any, locale: Locale, words: dict[str, Any]) -> Any:
    known = page.get_translation_or_none(locale)
    if known is not None:
        return known
    page = page.copy_for_translation(locale)
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page
