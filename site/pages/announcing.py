"""What pages tell the rest of the world by themselves: pictures beside links, dates. Wiring only."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from ui import sharing as postcards
from ui.menus import Item, explore_menu
from ui.tasks import draw_share_image

from . import happenings, public_dates, sharing


def announce() -> None:
    """Called once the apps are ready; calling it again changes nothing."""
    happenings.add_source(public_dates.programme_days)
    happenings.add_source(public_dates.holidays)
    postcards.add_kind(sharing.KIND, sharing.cards_of, eager=sharing.live_pages)
    explore_menu.add(Item(_("Calendar"), "calendar", "calendar-days", 45))
    for signal in (page_published, page_unpublished):
        signal.connect(draw_share_image_of, dispatch_uid="pages.share_image")


def draw_share_image_of(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Drawn anew under a new title; taken away with the page."""
    transaction.on_commit(lambda: draw_share_image(sharing.KIND, instance.pk))
