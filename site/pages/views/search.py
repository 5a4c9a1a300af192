"""Search over everything public: pages, events, programmes, lists; books from the catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.search.find import Ask, Results


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/cari/?q=`, narrowed by jenis, kategori, tahun; halaman."""
    ask = Ask.read(request.GET)
    results = Results(ask, request.GET.get("halaman")) if ask.q else None
    return render(request, "pages/search.html", {"ask": ask, "results": results})
