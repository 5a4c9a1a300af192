"""The picture beside a shared link to a page: its cover where it has one, else drawn from its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from ui import sharing
from ui.sharing import Card

from .models.parts import SitePage
from .models.pictures import Picture
from .renditions import FALLBACK

KIND = "halaman"
SIZE = (1200, 630)


@dataclass(frozen=True)
class SharePicture:
    url: str
    width: int
    height: int
    alt: str


def share_image_url(page: SitePage) -> str:
    """The address of the page's picture, absolute."""
    return share_picture(page).url


def share_picture(page: SitePage) -> SharePicture:
    """No query: what is not at hand is not asked for."""
    cover: Picture | None = getattr(page, "cover", None)
    made = getattr(cover, "made", {}).get(FALLBACK)
    if cover and cover.may_be_shown and made:
        return SharePicture(settings.SITE_BASE_URL + made.url, made.width, made.height, cover.description)
    drawn = sharing.share_image_url(KIND, page.pk, card_of(page)) if page.pk else sharing.site_image_url()
    return SharePicture(drawn, *SIZE, page.title)


def card_of(page: SitePage) -> Card:
    """What an editor wrote, in the page's own language: the same for every visitor and for the worker."""
    category = getattr(page, "category", None)
    return Card(
        title=getattr(page, "headline", "") or page.title,
        eyebrow=category.name if category else "",
        pattern=page.pattern,
    )


def cards_of(pks: Iterable[int]) -> dict[int, Card]:
    """Of live pages; one query a kind of page."""
    live = Page.objects.live().filter(pk__in=set(pks)).specific().defer_streamfields()
    pages = [page for page in live if isinstance(page, SitePage)]
    prefetch_related_objects([page for page in pages if hasattr(page, "category_id")], "category")
    return {page.pk: card_of(page) for page in pages}


def live_pages() -> list[int]:
    return list(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))


def size_of(url: str) -> int | None:
    """Bytes of a picture that `share_picture` named; None while it waits to be drawn."""
    path = url.removeprefix(settings.SITE_BASE_URL)
    name = path.removeprefix(settings.MEDIA_URL if path.startswith(settings.MEDIA_URL) else "/")
    return default_storage.size(name) if default_storage.exists(name) else None


LONGEST_TITLE, LONGEST_DESCRIPTION = 65, 155  # about what WhatsApp and Facebook show


def as_shared(page: SitePage) -> dict[str, Any]:
    """What social networks make of a link to the page; a draft's drawn picture comes with its publication."""
    cover: Picture | None = getattr(page, "cover", None)
    description = page.search_description or page.intro
    has_cover = bool(cover and cover.may_be_shown)
    return {
        "page": page,
        "picture": cover.file.url if cover and has_cover else (share_image_url(page) if page.live else ""),
        "host": urlsplit(settings.SITE_BASE_URL).netloc,
        "shared_title": getattr(page, "headline", "") or page.seo_title or page.title,
        "description": description,
        "cut_title": len(page.title) > LONGEST_TITLE,
        "cut_description": len(description) > LONGEST_DESCRIPTION,
        "hidden_cover": cover is not None and not has_cover,
    }
