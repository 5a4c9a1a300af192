"""Two titles of the catalogue become one: what readers and lists may hold once only."""

from __future__ import annotations

from literasi.catalogue.models import Title

from .lists import merge_listed
from .reviews import drop_second_reviews


def when_titles_merge(weaker: Title, stronger: Title) -> None:
    """Called inside the merge, before the catalogue points everything at `stronger`."""
    drop_second_reviews(weaker, stronger)
    merge_listed(weaker, stronger)
