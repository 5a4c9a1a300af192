"""Covers: which picture stands for a title."""

from __future__ import annotations

from ui.templatetags.ui import cover_url

from .models import Title


def cover_of(title: Title) -> str:
    """The address of the uploaded cover, or of a drawn one."""
    return title.cover_url or cover_url(title.title, title.first_author, title.level)
