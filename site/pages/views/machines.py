"""What machines ask for: feeds, sitemaps, rules for robots."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import index, sitemap

from pages import caching
from pages.feeds import NewsFeed
from pages.languages import in_main_language
from pages.models import NewsCategory, NewsIndexPage
from pages.sitemaps import SITEMAPS

ROBOTS = """User-agent: *
Disallow: /cms/
Disallow: /akun/
Disallow: /masuk/
Disallow: /cari/
Sitemap: {base}/sitemap.xml
"""


@require_safe
def news_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """RSS of all news, or of the category `slug`."""
    news = get_object_or_404(in_main_language(NewsIndexPage.objects.live()))
    category = get_object_or_404(NewsCategory, slug=slug) if slug else None
    return caching.for_strangers(request, NewsFeed(news, category)(request))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(base=settings.SITE_BASE_URL), content_type="text/plain")


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return index(request, SITEMAPS, sitemap_url_name="site_map_section")


@require_safe
def site_map_section(request: HttpRequest, section: str) -> HttpResponse:
    """`halaman` or `buku`; `?p=2` for the next file of a large one."""
    return sitemap(request, SITEMAPS, section=section)
