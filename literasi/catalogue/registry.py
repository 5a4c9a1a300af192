"""Questions that the catalogue asks of later apps. They register in their `apps.ready()`.

title_panels   called with `(request, title)` for a title's page; returns a rendered panel (a `section`
               with its own heading) or "" for none. In order of `order`: a gift's story, reviews, …
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from .models import Title

Panel = Callable[[HttpRequest, Title], str]
_title_panels: list[tuple[int, Panel]] = []


def add_title_panel(panel: Panel, *, order: int = 50) -> None:
    """Adding the same panel again changes nothing: `ready()` may run twice."""
    if all(known is not panel for _, known in _title_panels):
        _title_panels.append((order, panel))
        _title_panels.sort(key=lambda entry: entry[0])


def title_panels(request: HttpRequest, title: Title) -> list[str]:
    """What later apps have to say about this title."""
    return [shown for _, panel in _title_panels if (shown := panel(request, title))]
