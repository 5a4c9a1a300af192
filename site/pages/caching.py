"""When the public site changes: every page, picture, snippet and setting of the CMS opens a new edition."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, Site
from wagtail.snippets.models import get_snippet_models

from ui.keeping import new_edition

PUBLIC = (Page, Site, AbstractImage, AbstractRendition, BaseGenericSetting, BaseSiteSetting)


# What keeping a draft writes to the row of a page that is public already.
OF_DRAFTS = {
    "draft_title",
    "expired",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def open_new_edition(sender: type[Model], update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Connected to the saving, moving and deleting of rows."""
    only_a_draft = update_fields is not None and update_fields <= OF_DRAFTS
    if not only_a_draft and (issubclass(sender, PUBLIC) or sender in get_snippet_models()):
        new_edition()
