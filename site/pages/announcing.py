"""What pages tell the world by themselves: pictures beside links, dates, what can be found. Wiring only."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from ui import sharing as postcards
from ui.menus import Item, explore_menu
from ui.tasks import draw_share_image

from . import happenings, mobile_dates, public_dates, sharing
from .search import index, sources


def announce() -> None:
    """Called once the apps are ready; calling it again changes nothing."""
    happenings.add_source(public_dates.programme_days)
    happenings.add_source(public_dates.holidays)
    happenings.add_source(mobile_dates.near_visits)
    postcards.add_kind(sharing.KIND, sharing.cards_of, eager=sharing.live_pages)
    sources.add_own()
    for changed in (page_published, page_unpublished):
        changed.connect(index_page, dispatch_uid="pages.search")
    for moved in (page_slug_changed, post_page_move):
        moved.connect(index_below, dispatch_uid="pages.search")
    post_delete.connect(forget_page, sender=Page, dispatch_uid="pages.search")
    explore_menu.add(Item(_("Calendar"), "calendar", "calendar-days", 45))
    for signal in (page_published, page_unpublished):
        signal.connect(draw_share_image_of, dispatch_uid="pages.share_image")


def draw_share_image_of(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Drawn anew under a new title; taken away with the page."""
    transaction.on_commit(lambda: draw_share_image(sharing.KIND, instance.pk))


def index_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Found, or no longer found, in the same transaction that publishes or withdraws it."""
    index.refresh(sources.PAGES, [str(instance.pk)])


def index_below(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    index.refresh_below(instance)


def forget_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    index.refresh(sources.PAGES, [str(instance.pk)])
