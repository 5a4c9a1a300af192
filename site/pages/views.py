"""Search over the pages, and what robots ask for."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import index, sitemap

from . import caching
from .feeds import NewsFeed
from .models import NewsCategory, NewsIndexPage
from .search import search_books, search_pages
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
    """`/cari/?q=`: pages and articles, and the first books of the catalogue's answer."""
    words = request.GET.get("q", "").strip()[:100]
    found = search_pages(words, request.GET.get("halaman"))
    books = search_books(words) if found is not None and found.number == 1 else []
    return render(request, "pages/search.html", {"words": words, "found": found, "books": books})


@require_safe
def news_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """RSS of all news, or of the category `slug`."""
    news = get_object_or_404(NewsIndexPage.objects.live())
    category = get_object_or_404(NewsCategory, slug=slug) if slug else None
    return caching.for_strangers(request, NewsFeed(news, category)(request))


@require_safe
def cms_login(request: HttpRequest) -> HttpResponse:
    """One sign-in for the whole site: the CMS's own form would skip its limits and its second factor."""
    if request.user.is_authenticated:
        # Signed in but sent here: the role is missing. Another sign-in page would only send them back.
        raise PermissionDenied
    after = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts=None)
    return redirect_to_login(after if safe else reverse("wagtailadmin_home"))


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
