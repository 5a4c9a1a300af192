"""The roster's way through the staff pages: upload, look at every row, confirm, see what came of it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts import tasks
from accounts.forms import RosterForm
from accounts.models import RosterImport, RosterState, School
from accounts.permissions import managed_schools
from accounts.requests import SignedInRequest
from accounts.roster import exports, uploads
from accounts.roster.exceptions import RosterRefused
from accounts.roster.planning import OUTCOME_LABELS, Outcome, Plan
from accounts.roster.table import COLUMNS

ROWS_A_PAGE = 50
ROW = re.compile(r"[0-9]{1,18}")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        upload = uploads.receive(school, form.cleaned_data["year"], form.cleaned_data["file"], request.user)
        tasks.start(upload)
        return redirect("review_roster", npsn, upload.pk)
    earlier = RosterImport.objects.of(school).without_rows().select_related("uploaded_by")[:10]
    return render(
        request,
        "accounts/import_roster.html",
        {"school": school, "form": form, "earlier": earlier, "columns": COLUMNS},
    )


@login_required
def review_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, pk)
    if upload.is_at_work or request.htmx:
        return _progress(request, upload)
    if upload.state == RosterState.DONE:
        return redirect("roster_result", npsn, pk)
    context: dict[str, Any] = {"upload": upload, "school": upload.school}
    if upload.state == RosterState.READY:
        try:
            context |= _review(request, uploads.plan_of(upload))
        except RosterRefused as refused:
            context["refused"] = str(refused)
    return render(request, "accounts/review_roster.html", context)


def _review(request: SignedInRequest, plan: Plan) -> dict[str, Any]:
    """The rows of the chosen kind, one page of them, and how many there are of each."""
    kind = request.GET.get("jenis", "")
    counted = [(OUTCOME_LABELS[outcome], outcome, len(plan.of(outcome))) for outcome in Outcome]
    kinds = [("", "", len(plan.steps)), *(entry for entry in counted if entry[2])]
    steps = plan.of(Outcome(kind)) if kind in list(Outcome) else plan.steps
    return {
        "plan": plan,
        "page": Paginator(steps, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "kinds": kinds,
        "kind": kind if kind in list(Outcome) else "",
        "acceptable": [step for step in plan.steps if step.may_accept],
        "troubled": len(uploads.troubled(plan)),
    }


@login_required
@require_POST
def confirm_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, pk)
    chosen = {
        name: [int(value) for value in request.POST.getlist(name) if ROW.fullmatch(value)]
        for name in ("leavers", "accepted")
    }
    if uploads.confirm(upload, **chosen):
        upload.refresh_from_db(fields=["state"])
        tasks.start(upload)
    return redirect("roster_result", npsn, pk)


@login_required
@require_POST
def discard_roster(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    uploads.discard(_upload(request, npsn, pk))
    return redirect("import_roster", npsn)


@login_required
def roster_result(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, pk)
    if upload.is_at_work or request.htmx:
        return _progress(request, upload)
    if upload.state != RosterState.DONE:
        return redirect("review_roster", npsn, pk)
    context = {"upload": upload, "school": upload.school, "result": upload.result}
    return render(request, "accounts/roster_result.html", context)


def _progress(request: SignedInRequest, upload: RosterImport) -> HttpResponse:
    """The bar. htmx asks for it alone, and for the whole page once the worker is done; without
    JavaScript the page reloads itself."""
    if request.htmx and not upload.is_at_work:
        return HttpResponseClientRefresh()
    context = {"upload": upload, "school": upload.school, "percent": uploads.progress_of(upload.pk)}
    template = "accounts/_roster_progress.html" if request.htmx else "accounts/roster_progress.html"
    return render(request, template, context)


@login_required
def roster_errors(request: SignedInRequest, npsn: str, pk: int, form: str) -> HttpResponse:
    """Refused and held-back rows as CSV or XLSX."""
    upload = _upload(request, npsn, pk)
    problems = upload.problems
    if upload.state == RosterState.READY:
        try:
            problems = [uploads.problem_of(step) for step in uploads.troubled(uploads.plan_of(upload))]
        except RosterRefused:
            return redirect(reverse("review_roster", args=[npsn, pk]))
    content = exports.as_xlsx(problems) if form == "xlsx" else exports.as_csv(problems)
    response = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="baris-bermasalah-{pk}.{form}"'
    return response
