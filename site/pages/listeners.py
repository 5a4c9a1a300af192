"""Wiring only: what is told to whom when a page is published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from . import menus, tasks
from .models import Partner


def make_renditions_of(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Pictures are made ready by the worker, never in a reader's request."""
    pictures = [image.pk for image in getattr(instance, "pictures", list)()]
    if pictures:
        transaction.on_commit(lambda: tasks.make_renditions(pictures))


def make_logo_of(sender: type[Partner], instance: Partner, **kwargs: Any) -> None:
    if (logo := instance.logo_id) is not None:
        transaction.on_commit(lambda: tasks.make_renditions([logo]))


def forget_menu(sender: type[Page], **kwargs: Any) -> None:
    """The footer's pages are looked up again by the next visitor."""
    transaction.on_commit(menus.forget)
