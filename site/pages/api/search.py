"""`?search=` of the pages: the site's own search, with its roots and its mercy for typing errors."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from wagtail.models import Page

from pages.models import SearchEntry
from pages.search.find import MOST_LETTERS, understand
from pages.search.sources import PAGES

MOST = 500  # what is less fitting nobody pages to


class BySearch(BaseFilterBackend):
    def filter_queryset(self, request: Request, queryset: QuerySet[Page], view: Any) -> QuerySet[Page]:
        if "search" not in request.GET:
            return queryset
        entries = SearchEntry.objects.filter(source=PAGES)
        reading = understand(request.GET["search"].replace("\x00", " ")[:MOST_LETTERS], entries)
        if not reading.words:
            return queryset.none()
        ranked = (
            entries.filter(reading.condition()).annotate(score=reading.score()).order_by("-score", "-day")
        )
        found = [int(key) for key in ranked.values_list("key", flat=True)[:MOST]]
        queryset = queryset.filter(pk__in=found)
        if "order" in request.GET or not found:
            return queryset
        places = [When(pk=pk, then=place) for place, pk in enumerate(found)]
        return queryset.order_by(Case(*places, output_field=IntegerField()), "pk")
