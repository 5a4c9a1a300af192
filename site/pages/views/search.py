"""Search over the pages and the first books of the catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.search import search_books, search_pages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/cari/?q=`: pages and articles, and the first books of the catalogue's answer."""
    words = request.GET.get("q", "").strip()[:100]
    found = search_pages(words, request.GET.get("halaman"))
    books = search_books(words) if found is not None and found.number == 1 else []
    return render(request, "pages/search.html", {"words": words, "found": found, "books": books})
