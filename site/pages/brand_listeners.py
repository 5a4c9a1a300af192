"""Wiring only: the frame of every page says what editors keep, as soon as they have saved it.

Settings and pictures open a new edition by themselves (caching.open_new_edition); here it is their rows.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from ui import branding as frame
from ui.keeping import new_edition

from . import branding
from .models import HoursException, SiteIdentity, SocialAccount


def follow_settings() -> None:
    if branding.current not in frame.sources:
        frame.sources.append(branding.current)
    post_save.connect(make_logo_of, sender=SiteIdentity, dispatch_uid="pages.own_logo")
    for model in (HoursException, SocialAccount):
        for changed in (post_save, post_delete):
            changed.connect(open_new_edition, sender=model, dispatch_uid="pages.branding")


def open_new_edition(sender: type[Model], **kwargs: Any) -> None:
    new_edition()


def make_logo_of(sender: type[Model], instance: SiteIdentity, **kwargs: Any) -> None:
    """At once, before anybody reads a page with it."""
    if instance.logo:
        instance.logo.get_rendition(branding.LOGO)
