"""A year in books: for the reader alone, to look at and to print."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import AcademicYear
from accounts.requests import SignedInRequest

from ..queries.years import year_in_books, years_of
from .doors import for_readers, today_of


@for_readers
@require_safe
def this_year(request: SignedInRequest) -> HttpResponse:
    """On to the school year of today, or the last one that was."""
    years = AcademicYear.objects.filter(starts_on__lte=today_of(request))
    year = years.order_by("-starts_on").first()
    if year is None:
        raise Http404
    return redirect("my_year", year.name.replace("/", "-"))


@for_readers
@require_safe
def my_year(request: SignedInRequest, year: str) -> HttpResponse:
    """`year` as in 2026-2027."""
    kept = get_object_or_404(AcademicYear, name=year.replace("-", "/"))
    others = [(one, one.name.replace("/", "-")) for one in years_of(request.user) if one != kept]
    context = {"year": year_in_books(request.user, kept), "others": others}
    return render(request, "reading/my_year.html", context)
