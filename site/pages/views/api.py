"""`/api/`: the page that explains the JSON API."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ui import keeping

START = "/api/v2"


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """What can be asked, with an example each."""
    endpoints = [
        (_("Pages and news"), f"{START}/pages/?type=pages.ArticlePage&search=membaca&limit=5"),
        (_("One page with its text"), f"{START}/pages/find/?html_path=/berita/"),
        (_("Books of the catalogue"), f"{START}/titles/?search=petualangan"),
        (_("Pictures that pages show"), f"{START}/images/"),
        (_("Documents that pages link to"), f"{START}/documents/"),
    ]
    context = {"endpoints": endpoints, "base": settings.SITE_BASE_URL}
    return keeping.for_strangers(request, render(request, "pages/api.html", context))
