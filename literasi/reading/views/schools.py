"""A school's figures and its limits."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import School
from accounts.requests import SignedInRequest

from .. import services
from ..charts import kept_charts
from ..charts.figures import kinds_figure, weeks_figure
from ..forms import PolicyForm
from ..models import WeekTotal
from ..queries import Kinds, city_table, kinds_of, school_table
from ..services.policy import SETTINGS


def _school(request: SignedInRequest, npsn: str, permission: str) -> School:
    """The school, or 404 for whoever has no business there."""
    school = get_object_or_404(School, npsn=npsn)
    if not request.user.has_perm(permission, school):
        raise Http404
    return school


@login_required
@require_safe
def school_reading(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn, "reading.see_school")
    table, kinds = school_table(school), kinds_of(school.pk)
    context = {
        "school": school,
        "table": table,
        "kinds": kinds,
        "charts": _charts("school", school.pk, table.trend, kinds),
        "may_set_limits": request.user.has_perm("reading.set_limits", school),
        "may_exchange_files": request.user.has_perm("reading.exchange_files", school),
    }
    return render(request, "reading/school_reading.html", context)


@login_required
@require_safe
def city_reading(request: SignedInRequest) -> HttpResponse:
    """All schools side by side, for those who look after the city's reading."""
    if not request.user.has_perm("reading.see_city"):
        raise PermissionDenied
    table, kinds = city_table(), kinds_of(None)
    context = {
        "table": table,
        "kinds": kinds,
        "charts": _charts("city", 0, table.trend, kinds),
    }
    return render(request, "reading/city_reading.html", context)


def _charts(whose: str, pk: int, weeks: list[WeekTotal], kinds: Kinds) -> dict[str, str]:
    figures = {
        f"{whose}-weeks": weeks_figure(weeks),
        f"{whose}-levels": kinds_figure(kinds.levels),
        f"{whose}-genres": kinds_figure(kinds.genres),
    }
    return {subject.split("-")[1]: svg for subject, svg in kept_charts(pk, figures).items()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reading_policy(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn, "reading.set_limits")
    form = PolicyForm(request.POST or None, instance=services.policy_of(school))
    if request.method == "POST" and form.is_valid():
        limits = {name: form.cleaned_data[name] for name in SETTINGS}
        services.set_policy(school, by=request.user, **limits)
        messages.success(request, _("The limits have been saved and hold from now on."))
        return redirect("school_reading", school.npsn)
    return render(request, "reading/reading_policy.html", {"school": school, "form": form})
