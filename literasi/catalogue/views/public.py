"""The public catalogue."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..citation import citation, hyphenated, schema_org
from ..covers import cover_of
from ..levels import explained
from ..models import Title
from ..permissions import keeps_books
from ..registry import title_panels
from ..search.facets import language_name
from ..search.find import Ask, lookup
from ..search.results import Results
from ..sharing import image_of
from ..shelves import shelves_of


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search and browse: ?q, jenjang, bahasa, tempat, tersedia, pengarang, subjek, urut, hal, persis."""
    results = Results(Ask.read(request.GET), request.GET.get("hal"))
    return render(
        request, "catalogue/catalogue.html", {"results": results, "keeps": keeps_books(request.user)}
    )


@require_safe
def title(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    book = get_object_or_404(_for_page(), pk=pk)
    if book.slug != slug:
        return HttpResponsePermanentRedirect(book.get_absolute_url())
    image = image_of(book)
    context = {
        "book": book,
        "url": book.get_absolute_url(),
        "image": image,
        "citation": citation(book),
        "structured": schema_org(book, image),
        "level_explained": explained(book.level),
        "isbn": hyphenated(book.isbn),
        "language": language_name(book.language) if book.language else "",
        "shelves": shelves_of(book),
        "panels": title_panels(request, book),
        "keeps": keeps_books(request.user),
    }
    return render(request, "catalogue/title.html", context)


@require_safe
def title_lookup(request: HttpRequest) -> JsonResponse:
    """?q → {"titles": [{id, title, authors, pages, level, cover, url}]}, at most ten; public data only."""
    found = [
        {
            "id": book.pk,
            "title": book.title,
            "authors": book.author_names,
            "pages": book.pages,
            "level": book.level,
            "cover": cover_of(book),
            "url": book.get_absolute_url(),
        }
        for book in lookup(request.GET.get("q", ""))
    ]
    response = JsonResponse({"titles": found}, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=60)
    return response


def _for_page() -> QuerySet[Title]:
    return Title.objects.with_authors().prefetch_related("subjects")
