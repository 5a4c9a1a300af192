"""What machines read: schema.org as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from ui.structured import website

from .sharing import share_image_url

if TYPE_CHECKING:
    from wagtail.models import Page

    from .models import ArticlePage
    from .models.parts import SitePage

CONTEXT = "https://schema.org"
HOME_DEPTH = 2


def article(page: ArticlePage) -> list[dict[str, Any]]:
    """An Article and the way to it."""
    published = page.first_published_at
    changed = page.last_published_at
    data = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": page.title[:110],
        "description": page.intro,
        "inLanguage": settings.LANGUAGE_CODE,
        "datePublished": published.isoformat() if published else page.date.isoformat(),
        "dateModified": changed.isoformat() if changed else page.date.isoformat(),
        "author": {"@type": "Organization", "name": page.byline or settings.WAGTAIL_SITE_NAME},
        "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME},
        "mainEntityOfPage": page.full_url,
        "image": share_image_url(page),
    }
    if page.category:
        data["articleSection"] = page.category.name
    return [data, breadcrumbs(page)]


def place_of(page: SitePage) -> dict[str, Any]:
    """The way to the page; of the home page, the site and its search."""
    if page.depth == HOME_DEPTH:
        return website(f"{reverse('search')}?q={{search_term_string}}")
    return breadcrumbs(page)


def breadcrumbs(page: SitePage) -> dict[str, Any]:
    """BreadcrumbList from the home page to this one."""
    way: list[Page] = [page]
    while way[0].depth > HOME_DEPTH:
        way.insert(0, getattr(way[0], "news_index", None) or way[0].get_parent())
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.title, "item": step.full_url}
            for place, step in enumerate(way, 1)
        ],
    }
