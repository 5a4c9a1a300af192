"""/sitemap.xml: an index of the pages and of the catalogue."""

from __future__ import annotations

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from literasi.catalogue.models import Title


class TitleSitemap(Sitemap):
    """The titles of the union catalogue, 5,000 a file."""

    limit = 5_000

    def items(self) -> QuerySet[Title]:
        return Title.objects.order_by("pk").only("pk", "slug", "updated_at")

    def lastmod(self, item: Title) -> dt.datetime:
        return item.updated_at


SITEMAPS = {"halaman": PageSitemap, "buku": TitleSitemap}
