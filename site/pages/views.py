"""Search over the pages, and what robots ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from .search import search_pages
from .sitemaps import SITEMAPS

ROBOTS = """User-agent: *
Disallow: /cms/
Disallow: /akun/
Disallow: /masuk/
Disallow: /cari/
Sitemap: {base}/sitemap.xml
"""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/cari/?q=`: pages and articles here, books by a link to the catalogue."""
    words = request.GET.get("q", "").strip()[:100]
    found = search_pages(words, request.GET.get("halaman"))
    return render(request, "pages/search.html", {"words": words, "found": found})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(base=settings.SITE_BASE_URL), content_type="text/plain")


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return sitemap(request, SITEMAPS)
