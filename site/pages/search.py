"""Finding pages: Wagtail's database index, asked with Indonesian word roots."""

from __future__ import annotations

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from wagtail.models import Page

from literasi.catalogue.models import Title
from literasi.catalogue.search.find import Ask
from literasi.catalogue.search.results import Results

from .models import ArticlePage, StandardPage
from .stems import stemmed

PER_PAGE = 10
BOOKS = 5


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


def search_books(words: str) -> list[Title]:
    """The first few titles of the catalogue's own answer."""
    return list(Results(Ask(q=words)).page.object_list[:BOOKS]) if words else []


def _specific(pages: list[Page]) -> list[Page]:
    """The same pages with their own fields, in the same order: one query a kind."""
    ids = [page.pk for page in pages]
    known = {
        page.pk: page for page in Page.objects.filter(pk__in=ids).specific(defer=False).defer_streamfields()
    }
    return [known[pk] for pk in ids]
