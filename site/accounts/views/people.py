"""The staff of a school: accounts, roles, new first PINs."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import pins, services
from accounts.exceptions import AccountError
from accounts.forms import RoleForm, StaffForm
from accounts.models import Grant, Pupil
from accounts.permissions import managed_schools, may_hand_out, may_reset, people_of
from accounts.requests import SignedInRequest


@login_required
def create_staff(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    form = StaffForm(request.POST or None, actor=request.user, school=school)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_staff(school=school, actor=request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            return redirect("person_pin", npsn=npsn, pk=made.pk)
    return render(request, "accounts/create_staff.html", {"form": form, "school": school})


@login_required
def person(request: SignedInRequest, npsn: str, pk: int, form: RoleForm | None = None) -> HttpResponse:
    """One person at one school: their roles here, and what the visitor may change."""
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    member = get_object_or_404(people_of(school), pk=pk)
    grants = Grant.objects.at(school).filter(user=member).select_related("classroom").order_by("pk")
    context = {
        "school": school,
        "person": member,
        "grants": [(grant, may_hand_out(request.user, grant.role, school)) for grant in grants],
        "pupil": Pupil.objects.of(school).filter(user=member).first(),
        "may_reset": may_reset(request.user, member),
        "second_factor": is_mfa_enabled(member),
        "form": form or RoleForm(actor=request.user, school=school),
    }
    return render(request, "accounts/person.html", context)


@require_POST
@login_required
def grant_role(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    member = get_object_or_404(people_of(school), pk=pk)
    form = RoleForm(request.POST, actor=request.user, school=school)
    if form.is_valid():
        try:
            services.grant_role(member, actor=request.user, school=school, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The role has been given."))
            return redirect("person", npsn=npsn, pk=pk)
    return person(request, npsn, pk, form)


@require_POST
@login_required
def revoke_role(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    grant = get_object_or_404(Grant.objects.at(school).select_related("school"), pk=pk)
    try:
        services.revoke_role(grant, actor=request.user)
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The role has been taken away."))
    return redirect("school", npsn=npsn)


@require_POST
@login_required
def remove_second_factor(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    member = get_object_or_404(people_of(school), pk=pk)
    if not may_reset(request.user, member):
        raise Http404
    services.remove_second_factor(member, actor=request.user)
    messages.success(request, _("Two-step sign-in is off. Hand over the new PIN in person."))
    return redirect("person_pin", npsn=npsn, pk=pk)


@never_cache
@login_required
def person_pin(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    """POST makes a new first PIN; GET shows it for as long as it is worth something."""
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    member = get_object_or_404(people_of(school), pk=pk)
    if not may_reset(request.user, member):
        raise Http404
    if request.method == "POST":
        services.reset_pin(member, actor=request.user)
        return redirect("person_pin", npsn=npsn, pk=pk)
    pin = pins.first_pin(member) if pins.is_waiting(member) else ""
    return render(request, "accounts/person_pin.html", {"school": school, "person": member, "pin": pin})
