"""The register of a school's letters, and of the city's own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import School
from accounts.permissions import managed_schools, scope_of
from accounts.requests import SignedInRequest
from letters import services
from letters.exceptions import LetterError
from letters.forms import RegisterFilter, RegisterSearch, RevokeForm
from letters.models import Letter, LetterQuerySet

PER_PAGE = 50


@login_required
def school_letters(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    context = {"school": school, **register(request, school)}
    return render(request, "letters/school_letters.html", context)


@login_required
def city_letters(request: SignedInRequest) -> HttpResponse:
    """What the city itself issued, for no school."""
    if not scope_of(request.user).city:
        raise PermissionDenied
    return render(request, "letters/city_letters.html", register(request, None))


def register(request: SignedInRequest, school: School | None) -> dict[str, object]:
    """Filters come in the address. A search is posted: its words may be a pupil's name."""
    at = Letter.objects.at(school)
    used = list(at.order_by("kind").values_list("kind", flat=True).distinct())
    asked = request.POST if request.method == "POST" else request.GET
    filters = RegisterFilter(asked, used=used)
    search = RegisterSearch(asked if request.method == "POST" else None, used=used, initial=asked.dict())
    letters = filtered(at, filters)
    if search.is_bound and search.is_valid():
        letters = letters.matching(search.cleaned_data["cari"])
    page = Paginator(letters.defer("data").newest_first(), PER_PAGE).get_page(asked.get("page"))
    return {"page": page, "filters": filters, "search": search, "used": used}


def filtered(letters: LetterQuerySet, filters: RegisterFilter) -> LetterQuerySet:
    """An unknown kind or state in the address filters nothing."""
    filters.is_valid()
    chosen = filters.cleaned_data
    if kind := chosen.get("jenis"):
        letters = letters.of_kind(kind)
    return letters.filter(state=chosen["keadaan"]) if chosen.get("keadaan") else letters


@never_cache
@login_required
def letter(request: SignedInRequest, token: str, form: RevokeForm | None = None) -> HttpResponse:
    """Everything about one letter, for those who run the school that issued it."""
    managed = Letter.objects.managed_by(request.user).select_related("school", "issued_by", "revoked_by")
    context = {"letter": get_object_or_404(managed, token=token), "form": form or RevokeForm()}
    return render(request, "letters/letter.html", context)


@require_POST
@login_required
def revoke_letter(request: SignedInRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Letter.objects.managed_by(request.user), token=token)
    form = RevokeForm(request.POST)
    if form.is_valid():
        try:
            services.revoke(found, by=request.user, reason=form.cleaned_data["reason"])
        except LetterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letter is revoked. Its verify page says so from now on."))
            return redirect("letter", token=token)
    return letter(request, token, form)
