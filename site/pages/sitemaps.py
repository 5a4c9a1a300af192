"""/sitemap.xml: an index of the pages, the catalogue, programmes, lists and standing pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from literasi.catalogue.models import Title
from literasi.reading.models import Programme, ReadingList

from .models import ReaderQuestion
from .models.parts import SitePage

A_FILE = 5_000
# Public pages that belong to no row. A later app adds the names of its own.
standing: list[str] = [
    "catalogue",
    "programmes",
    "reading_lists",
    "book_suggestions",
    "reader_questions",
    "calendar",
    "opening_hours",
    "api",
]


class PageSitemap(WagtailSitemap):
    """Live pages in every language, each naming its translations."""

    limit = 1_000

    def items(self) -> list[SitePage]:
        pages = Page.objects.live().filter(depth__gt=1).order_by("path").select_related("locale")
        return [page for page in pages.specific().defer_streamfields() if isinstance(page, SitePage)]

    def get_urls(self, page: int = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        items = self.paginator.page(page).object_list
        others = _translations(items)
        return [
            {
                "item": each,
                "location": each.full_url,
                "lastmod": each.last_published_at or each.latest_revision_created_at,
                "alternates": others.get(str(each.translation_key), []),
            }
            for each in items
        ]

    def get_latest_lastmod(self) -> dt.datetime | None:
        return Page.objects.live().filter(depth__gt=1).aggregate(last=Max("last_published_at"))["last"]


def _translations(pages: list[SitePage]) -> dict[str, list[dict[str, str]]]:
    """For pages in more than one language, all of them; one query for the whole file."""
    found: dict[str, list[dict[str, str]]] = {}
    keys = [page.translation_key for page in pages]
    there = Page.objects.live().filter(translation_key__in=keys).select_related("locale").order_by("locale")
    for page in there:
        entry = {"location": page.full_url, "lang_code": page.locale.language_code}
        found.setdefault(str(page.translation_key), []).append(entry)
    return {key: entries for key, entries in found.items() if len(entries) > 1}


class OurSitemap(Sitemap):
    """Its addresses are the site's own, by whatever name it was asked."""

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> Any:
        protocol, _, domain = settings.SITE_BASE_URL.partition("://")
        return self._urls(page, protocol, domain)  # type: ignore[attr-defined]


class TitleSitemap(OurSitemap):
    """The titles of the union catalogue, 5,000 a file."""

    limit = A_FILE

    def items(self) -> QuerySet[Title]:
        return Title.objects.order_by("pk").only("pk", "slug", "updated_at")

    def lastmod(self, item: Title) -> dt.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        return Title.objects.aggregate(last=Max("updated_at"))["last"]


class ReadingSitemap(OurSitemap):
    """Programmes and lists that are public."""

    limit = A_FILE

    def items(self) -> list[Programme | ReadingList]:
        programmes = Programme.objects.public().order_by("pk").only("slug", "made_at")
        return [*programmes, *ReadingList.objects.public().order_by("pk").only("pk", "changed_at")]

    def location(self, item: Programme | ReadingList) -> str:  # type: ignore[override]
        if isinstance(item, Programme):
            return reverse("programme", args=[item.slug])
        return reverse("reading_list", args=[item.pk])

    def lastmod(self, item: Programme | ReadingList) -> dt.datetime:
        return item.made_at if isinstance(item, Programme) else item.changed_at


class QuestionSitemap(OurSitemap):
    """Readers' questions that librarians published."""

    limit = A_FILE

    def items(self) -> QuerySet[ReaderQuestion]:
        return ReaderQuestion.objects.published().order_by("pk")

    def lastmod(self, item: ReaderQuestion) -> dt.datetime | None:
        return item.published_at


class StandingSitemap(OurSitemap):
    """The entrances: catalogue, programmes, calendar and the like."""

    def items(self) -> list[str]:
        return [url for name in standing if (url := _address(name))]

    def location(self, item: str) -> str:  # type: ignore[override]
        return item


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


SITEMAPS: dict[str, Callable[..., Sitemap]] = {
    "halaman": PageSitemap,
    "buku": TitleSitemap,
    "bacaan": ReadingSitemap,
    "tanya": QuestionSitemap,
    "pintu": StandingSitemap,
}
