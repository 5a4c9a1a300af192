"""Consent of guardians, for the staff who keep the signed forms."""

from __future__ import annotations

from base64 import b64encode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import services
from accounts.consents import purposes, sheets
from accounts.consents.forms import PaperForm, signed_forms
from accounts.exceptions import AccountError
from accounts.models import Classroom, Consent, GuardianLink, Pupil
from accounts.permissions import taught_classrooms
from accounts.requests import SignedInRequest
from ui import codes


def _class(request: SignedInRequest, pk: int) -> tuple[Classroom, QuerySet[Pupil]]:
    """The class and who sits in it; 404 for anyone who does not look after it."""
    classroom = get_object_or_404(taught_classrooms(request.user).select_related("school", "year"), pk=pk)
    pupils = Pupil.objects.in_class(classroom).select_related("user").defer("nisn", "birth_date").by_name()
    return classroom, pupils


@never_cache
@login_required
def class_consents(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has which consent; POST records the signed forms of many pupils at once."""
    classroom, pupils = _class(request, pk)
    lines = sheets.class_lines(pupils, request.POST or None)
    error = ""
    if request.method == "POST" and all(line.form.is_valid() for line in lines):
        forms = signed_forms({line.pupil.pk: line.form for line in lines})
        try:
            new = services.record_on_paper(forms, actor=request.user)
        except AccountError as broken:
            error = str(broken)
        else:
            messages.success(request, _recorded(new))
            return redirect("class_consents", pk=pk)
    context = {"classroom": classroom, "lines": lines, "sums": sheets.sums(lines), "error": error}
    return render(request, "accounts/class_consents.html", context)


@never_cache
@require_POST
@login_required
def consent_slips(request: SignedInRequest, pk: int) -> HttpResponse:
    """The class's slips as PDF, each with a working link of its own."""
    classroom, pupils = _class(request, pk)
    links = services.links_for([pupil.pk for pupil in pupils], actor=request.user)
    pdf = sheets.slips(classroom, list(pupils), links, request.build_absolute_uri("/"))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="izin-{classroom.pk}.pdf"'
    return response


@never_cache
@login_required
def pupil_consents(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """One pupil: what is agreed to, the form to record more, the link for the guardian, and the history."""
    classroom, pupils = _class(request, pk)
    seated = get_object_or_404(pupils, pk=pupil)
    held = sheets.held_by([seated])[seated.pk]
    form = PaperForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        new = services.record_on_paper(signed_forms({seated.pk: form}), actor=request.user)
        messages.success(request, _recorded(new))
        return redirect("pupil_consents", pk=pk, pupil=pupil)
    context = {
        "classroom": classroom,
        "pupil": seated,
        "answers": [(purpose, held.get(purpose.code)) for purpose in purposes.every()],
        "past": _titled(Consent.objects.of(seated).filter(withdrawn_at__isnull=False)),
        "form": form,
        **link_context(request, seated),
    }
    return render(request, "accounts/pupil_consents.html", context)


@require_POST
@login_required
def withdraw_consent(request: SignedInRequest, pk: int, pupil: int, consent: int) -> HttpResponse:
    _classroom, pupils = _class(request, pk)
    seated = get_object_or_404(pupils, pk=pupil)
    given = get_object_or_404(Consent.objects.of(seated), pk=consent)
    try:
        services.withdraw_consent(given, by=request.POST.get("name", ""), actor=request.user)
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The consent has been withdrawn."))
    return redirect("pupil_consents", pk=pk, pupil=pupil)


@require_POST
@login_required
def make_guardian_link(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    _classroom, pupils = _class(request, pk)
    seated = get_object_or_404(pupils, pk=pupil)
    services.links_for([seated.pk], actor=request.user)
    return redirect("pupil_consents", pk=pk, pupil=pupil)


@require_POST
@login_required
def revoke_guardian_link(request: SignedInRequest, pk: int, pupil: int, link: int) -> HttpResponse:
    _classroom, pupils = _class(request, pk)
    seated = get_object_or_404(pupils, pk=pupil)
    services.revoke_link(get_object_or_404(GuardianLink, pupil=seated, pk=link), actor=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("pupil_consents", pk=pk, pupil=pupil)


def link_context(request: SignedInRequest, pupil: Pupil) -> dict[str, object]:
    """The pupil's working link, if there is one, with its address and QR code."""
    link = GuardianLink.objects.working().filter(pupil=pupil).order_by("pk").first()
    if link is None:
        return {"link": None}
    url = sheets.link_url(link, request.build_absolute_uri("/"))
    return {"link": link, "link_url": url, "link_qr": b64encode(codes.qr_svg(url).encode()).decode()}


def _titled(consents: QuerySet[Consent]) -> list[tuple[object, Consent]]:
    found = [(purposes.find(consent.purpose), consent) for consent in consents]
    return [(purpose.title if purpose else consent.purpose, consent) for purpose, consent in found]


def _recorded(count: int) -> str:
    words = ngettext("%(count)d consent has been recorded.", "%(count)d consents have been recorded.", count)
    return words % {"count": count}
