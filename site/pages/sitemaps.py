"""/sitemap.xml: the pages and the catalogue."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from literasi.catalogue.models import Title


class TitleSitemap(Sitemap):
    """The titles of the union catalogue."""

    limit = 10_000

    def items(self) -> QuerySet[Title]:
        return Title.objects.order_by("pk").only("pk", "slug", "updated_at")

    def location(self, item: Title) -> str:
        return item.get_absolute_url()

    def lastmod(self, item: Title) -> object:
        return item.updated_at


SITEMAPS = {"pages": PageSitemap}
