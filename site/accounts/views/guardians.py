"""The guardian's page, opened by a link without an account; and the pupil's own, which makes the link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import services
from accounts.consents import purposes, sheets
from accounts.consents.forms import AnswerForm
from accounts.exceptions import LinkClosed
from accounts.models import GuardianLink, Pupil
from accounts.requests import SignedInRequest

from .consents import link_context


@sensitive_post_parameters("name")
@never_cache
def guardian_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no for each purpose; of the child it shows the first name and the class, nothing else."""
    link = GuardianLink.objects.working().filter(token=token).select_related("pupil__user").first()
    if link is None:
        return _closed(request)
    form = AnswerForm(request.POST or None, held=sheets.held_by([link.pupil])[link.pupil_id])
    if request.method == "POST" and form.is_valid():
        browser = request.headers.get("User-Agent", "")
        try:
            services.answer_by_link(token, form.answers, guardian=form.guardian, browser=browser)
        except LinkClosed:
            return _closed(request)
        messages.success(request, _("Thank you. Your answers have been recorded."))
        return redirect("guardian_consent", token=token)
    context = {"form": form, "link": link, "child": link.pupil.user.name, "classroom": link.pupil.classroom}
    return render(request, "accounts/guardian_consent.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/guardian_link_closed.html", status=410)


@never_cache
@login_required
def own_consents(request: SignedInRequest) -> HttpResponse:
    """What the pupil's guardian agreed to; POST makes the link to show at home."""
    pupil = get_object_or_404(Pupil.objects.active(), user=request.user)
    if request.method == "POST":
        services.links_for([pupil.pk], actor=request.user)
        return redirect("own_consents")
    held = sheets.held_by([pupil])[pupil.pk]
    answers = [(purpose, held.get(purpose.code)) for purpose in purposes.every()]
    return render(request, "accounts/own_consents.html", {"answers": answers, **link_context(request, pupil)})
