"""The roster's way through the staff pages: upload, look at every row, confirm, see what came of it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.forms import RosterForm
from accounts.models import RosterImport, School
from accounts.permissions import managed_schools
from accounts.requests import SignedInRequest
from accounts.roster import exports, uploads
from accounts.roster.planning import OUTCOME_LABELS, Outcome, check_year
from accounts.roster.table import COLUMNS
from ui.files import CSV, XLSX, attachment
from ui.imports.exceptions import ImportRefused
from ui.imports.models import ImportState
from ui.imports.pages import ImportPages, by_kind

ROW = re.compile(r"[0-9]{1,18}")
PAGES = ImportPages(
    importer=uploads.rosters,
    start_url="import_roster",
    review_url="review_roster",
    result_url="roster_result",
    confirm_url="confirm_roster",
    discard_url="discard_roster",
    review_template="accounts/review_roster.html",
    result_template="accounts/roster_result.html",
    start_title=_("Load the roster"),
    review_title=_("Look through the roster"),
    loading_title=_("The roster is being loaded"),
    loading_label=_("Loading the roster"),
    result_title=_("The roster is loaded"),
    empty_title=_("The file holds no pupils"),
    expired_text=_("What is not loaded within a day is deleted, for the pupils' sake."),
    at=lambda upload: (upload.school.npsn,),
    crumbs=lambda upload: [(upload.school.name, reverse("school", args=[upload.school.npsn]))],
    eyebrow=lambda upload: f"{upload.school} · {upload.year}",
)


def _school(request: SignedInRequest, npsn: str) -> School:
    return get_object_or_404(managed_schools(request.user), npsn=npsn)


def _upload(request: SignedInRequest, npsn: str, pk: int) -> RosterImport:
    rosters = RosterImport.objects.select_related("school")
    return get_object_or_404(rosters, school=_school(request, npsn), pk=pk)


@login_required
def import_roster(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn)
    form = RosterForm(request.POST or None, request.FILES or None, school=school)
    if request.method == "POST" and form.is_valid():
        year = check_year(form.cleaned_data["year"])
        file = form.cleaned_data["file"]
        return PAGES.begin(uploads.rosters.receive(file, request.user, school=school, year=year))
    earlier = RosterImport.objects.of(school).without_rows().select_related("uploaded_by", "school")[:10]
    context = {"school": school, "form": form, "earlier": PAGES.earlier(earlier), "columns": COLUMNS}
    return render(request, "accounts/import_roster.html", {**context, "pages": PAGES})


@login_required
def review_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, pk)
    return PAGES.review(request, upload, lambda: _review(request, upload))


def _review(request: SignedInRequest, upload: RosterImport) -> dict[str, Any]:
    plan = uploads.plan_of(upload)
    groups = [(outcome.value, OUTCOME_LABELS[outcome], plan.of(outcome)) for outcome in Outcome]
    return {
        **by_kind(request, plan.steps, groups),
        "plan": plan,
        "school": upload.school,
        "acceptable": [step for step in plan.steps if step.may_accept],
        "troubled": len(uploads.troubled(plan)),
    }


@login_required
@require_POST
def confirm_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    chosen = {
        name: sorted({int(value) for value in request.POST.getlist(name) if ROW.fullmatch(value)})
        for name in ("leavers", "accepted")
    }
    return PAGES.confirm(_upload(request, npsn, pk), **chosen)


@login_required
@require_POST
def discard_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    return PAGES.discard(_upload(request, npsn, pk))


@login_required
def roster_result(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, pk)
    return PAGES.result(request, upload, {"school": upload.school, "result": upload.result})


@login_required
def roster_errors(request: SignedInRequest, npsn: str, pk: int, form: str) -> HttpResponse:
    """Refused and held-back rows as CSV or XLSX."""
    upload = _upload(request, npsn, pk)
    problems = upload.problems
    if upload.state == ImportState.READY:
        try:
            problems = [uploads.problem_of(step) for step in uploads.troubled(uploads.plan_of(upload))]
        except ImportRefused:
            return redirect("review_roster", npsn, pk)
    content = exports.as_xlsx(problems) if form == "xlsx" else exports.as_csv(problems)
    return attachment(content, f"baris-bermasalah-{pk}.{form}", XLSX if form == "xlsx" else CSV)
