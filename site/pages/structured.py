"""What machines read: schema.org as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ui.branding import site_name
from ui.structured import website

from . import branding
from .hours import DAY, Different, Schedule, Span, clock
from .sharing import share_image_url

if TYPE_CHECKING:
    from wagtail.models import Page

    from .models import ArticlePage
    from .models.parts import SitePage

CONTEXT = "https://schema.org"
HOME_DEPTH = 2
LAST_MINUTE = DAY - 1
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
        "author": {"@type": "Organization", "name": page.byline or site_name()},
        "publisher": {"@type": "Organization", "name": site_name()},
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


def library() -> dict[str, Any]:
    """The Library whose site this is: where it is, how to reach it, when it is open."""
    brand, schedule = branding.current(), branding.facts().schedule
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Library",
        "@id": f"{settings.SITE_BASE_URL}/#library",
        "name": brand.name,
        "url": f"{settings.SITE_BASE_URL}/",
        "description": brand.tagline,
        "logo": settings.SITE_BASE_URL + brand.logo.url if brand.logo else "",
        "address": brand.contact.address.replace("\r\n", ", ").replace("\n", ", "),
        "email": brand.contact.email,
        "telephone": brand.contact.phone.url.removeprefix("tel:") if brand.contact.phone else "",
        "sameAs": [account.url for account in brand.social],
    }
    if schedule:
        today = schedule.now(timezone.now()).date()
        data["openingHoursSpecification"] = _usual(schedule)
        data["specialOpeningHoursSpecification"] = [
            hours for different in schedule.coming(today) for hours in _special(different)
        ]
    return {name: value for name, value in data.items() if value}


def _usual(schedule: Schedule) -> list[dict[str, Any]]:
    """One for each span, with the days on which it is the same."""
    days: dict[Span, list[str]] = {}
    for number, spans in enumerate(schedule.week):
        for span in spans:
            days.setdefault(span, []).append(DAYS[number])
    return [{**_hours(span), "dayOfWeek": names} for span, names in days.items()]


def _special(different: Different) -> list[dict[str, Any]]:
    """Closed is written as open from midnight to midnight."""
    valid = {"validFrom": different.first.isoformat(), "validThrough": different.last.isoformat()}
    return [{**_hours(span), **valid} for span in different.spans or [Span(0, 0)]]


def _hours(span: Span) -> dict[str, Any]:
    closes = min(span.closes, LAST_MINUTE)  # machines know no 24:00
    return {
        "@type": "OpeningHoursSpecification",
        "opens": clock(span.opens, ":"),
        "closes": clock(closes, ":"),
    }
