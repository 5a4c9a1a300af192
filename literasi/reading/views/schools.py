"""A school's figures and its limits."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import School
from accounts.requests import SignedInRequest

from .. import services
from ..forms import PolicyForm
from ..queries import school_table
from ..services.policy import LIMITS


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
    context = {
        "school": school,
        "table": school_table(school),
        "may_set_limits": request.user.has_perm("reading.set_limits", school),
    }
    return render(request, "reading/school_reading.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reading_policy(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn, "reading.set_limits")
    form = PolicyForm(request.POST or None, instance=services.policy_of(school))
    if request.method == "POST" and form.is_valid():
        limits = {name: form.cleaned_data[name] for name in LIMITS}
        services.set_policy(school, by=request.user, **limits)
        messages.success(request, _("The limits have been saved and hold from now on."))
        return redirect("school_reading", school.npsn)
    return render(request, "reading/reading_policy.html", {"school": school, "form": form})
