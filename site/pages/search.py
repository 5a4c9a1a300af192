"""Finding pages: Wagtail's database index, asked with Indonesian word roots."""

from __future__ import annotations

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from wagtail.models import Page

from .models import ArticlePage, StandardPage
from .stems import stemmed

PER_PAGE = 10


def search_pages(words: str, page: str | None = None) -> PageOfResults | None:
    """Live articles and pages that hold all the words, best first; None without words."""
    roots = stemmed(words)
    if not roots:
        return None
    on_show = Page.objects.live().type(ArticlePage, StandardPage)
    results = on_show.search(roots, operator="and")
    found = Paginator(results, PER_PAGE).get_page(page)
    found.object_list = _specific(list(found.object_list))
    return found


def _specific(pages: list[Page]) -> list[Page]:
    """The same pages with their own fields, in the same order: one query a kind."""
    ids = [page.pk for page in pages]
    known = {
        page.pk: page for page in Page.objects.filter(pk__in=ids).specific(defer=False).defer_streamfields()
    }
    return [known[pk] for pk in ids]
