"""What machines ask for: feeds, sitemaps, rules for robots."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe, quote_etag
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import index, sitemap

from pages.feeds import FEEDS
from pages.languages import in_main_language
from pages.models import NewsCategory, NewsIndexPage
from pages.sitemaps import SITEMAPS
from ui import keeping

ROBOTS = """User-agent: *
Disallow: /cms/
Disallow: /akun/
Disallow: /masuk/
Disallow: /cari/
Sitemap: {base}/sitemap.xml
"""


@require_safe
def news_feed(request: HttpRequest, slug: str = "", kind: str = "rss") -> HttpResponse:
    """RSS or Atom of all news, or of the category `slug`. Who has it already is told so (304)."""
    news = get_object_or_404(in_main_language(NewsIndexPage.objects.live()))
    category = get_object_or_404(NewsCategory, slug=slug) if slug else None
    response = FEEDS[kind](news, category)(request)
    return unchanged_or(request, keeping.for_strangers(request, response))


def unchanged_or(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer under a name made of its content, or 304 for whoever holds just that."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    return get_conditional_response(request, etag, modified, response) or response


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
