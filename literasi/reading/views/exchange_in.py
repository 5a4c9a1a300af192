"""Tables that staff load into their school's reading: upload, look at every row, confirm, result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import School
from accounts.permissions import manages_school
from accounts.requests import SignedInRequest
from ui.files import CSV, attachment, inert_csv
from ui.imports.pages import ImportPages, by_kind

from ..exchange.importing import TABLES, findings_of, reading_files
from ..exchange.plan import Outcome
from ..exchange_forms import TableForm
from ..models import ExchangeKind, ReadingImport

# What stands in the address → kind of file, and the permission that loading it asks for.
KINDS = {
    "catatan": (ExchangeKind.LOGS, "reading.exchange_files"),
    "program": (ExchangeKind.PROGRAMMES, "reading.exchange_files"),
    "daftar": (ExchangeKind.LISTS, "reading.exchange_files"),
}
SLUGS = {kind: slug for slug, (kind, _permission) in KINDS.items()}
LOGS = ImportPages[ReadingImport](
    importer=reading_files,
    start_url="import_reading",
    review_url="review_reading_import",
    result_url="reading_import_result",
    confirm_url="confirm_reading_import",
    discard_url="discard_reading_import",
    review_template="reading/review_reading_import.html",
    result_template="reading/reading_import_result.html",
    start_title=gettext_lazy("Load journal entries"),
    loading_title=gettext_lazy("The file is being loaded"),
    loading_label=gettext_lazy("Loading"),
    result_title=gettext_lazy("The file is loaded"),
    at=lambda upload: (upload.school.npsn, SLUGS[ExchangeKind(upload.kind)]),
    crumbs=lambda upload: [
        (gettext_lazy("Reading of the school"), reverse("school_reading", args=[upload.school.npsn]))
    ],
    eyebrow=lambda upload: str(upload.school),
)
PAGES: dict[str, ImportPages[ReadingImport]] = {
    ExchangeKind.LOGS: LOGS,
    ExchangeKind.PROGRAMMES: replace(LOGS, start_title=gettext_lazy("Load programmes")),
    ExchangeKind.LISTS: replace(LOGS, start_title=gettext_lazy("Load reading lists")),
}


def _door(request: SignedInRequest, npsn: str, slug: str) -> tuple[School, ExchangeKind]:
    """The school and the kind of file, or 404 for whoever has no business there."""
    school = get_object_or_404(School, npsn=npsn)
    kind, permission = KINDS.get(slug, (None, ""))
    if kind is None or not request.user.has_perm(permission, school):
        raise Http404
    return school, kind


def _uploads(request: SignedInRequest, school: School, kind: ExchangeKind) -> Any:
    """Teachers see their own files only: each holds their own pupils."""
    found = ReadingImport.objects.at(school).filter(kind=kind).select_related("school", "uploaded_by")
    return found if manages_school(request.user, school) else found.loaded_by(request.user)


def _upload(request: SignedInRequest, npsn: str, kind: str, pk: int) -> ReadingImport:
    return get_object_or_404(_uploads(request, *_door(request, npsn, kind)), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_reading(request: SignedInRequest, npsn: str, kind: str) -> HttpResponse:
    school, what = _door(request, npsn, kind)
    form = TableForm(request.POST or None, request.FILES or None, kind=what)
    if request.method == "POST" and form.is_valid():
        verify = form.cleaned_data.get("verify", False)
        file = form.cleaned_data["file"]
        upload = reading_files.receive(file, request.user, school=school, kind=what, verify=verify)
        return PAGES[what].begin(upload)
    earlier = PAGES[what].earlier(_uploads(request, school, what).without_rows()[:10])
    resource = TABLES[what].resource_class()
    columns = [resource.columns()[name] for name in resource.shown()]
    context = {"school": school, "kind": kind, "form": form, "pages": PAGES[what], "earlier": earlier}
    context["columns"] = [column for column in columns if column.read]
    return render(request, "reading/import_reading.html", context)


@login_required
@require_safe
def review_reading_import(request: SignedInRequest, npsn: str, kind: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, kind, pk)
    return PAGES[upload.kind].review(request, upload, lambda: findings_page(request, upload))


def findings_page(request: SignedInRequest, upload: ReadingImport) -> dict[str, Any]:
    """The verdicts of the chosen kind, one page of them."""
    every = findings_of(upload)
    groups = [
        (outcome.value, outcome.label, [f for f in every if f.outcome == outcome]) for outcome in Outcome
    ]
    found = by_kind(request, every, groups)
    rows = [(finding, Outcome(finding.outcome).label) for finding in found["page"]]
    counts = upload.report.get("counts", {})
    changes = sum(counts.get(outcome, 0) for outcome in CHANGES)
    return {**found, "rows": rows, "changes": changes, "errors": counts.get(Outcome.ERROR, 0)}


CHANGES = (Outcome.CREATED, Outcome.HISTORY, Outcome.UPDATED, Outcome.SHELF)


@login_required
@require_POST
def confirm_reading_import(request: SignedInRequest, npsn: str, kind: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, kind, pk)
    return PAGES[upload.kind].confirm(upload)


@login_required
@require_POST
def discard_reading_import(request: SignedInRequest, npsn: str, kind: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, kind, pk)
    return PAGES[upload.kind].discard(upload)


@login_required
@require_safe
def reading_import_result(request: SignedInRequest, npsn: str, kind: str, pk: int) -> HttpResponse:
    upload = _upload(request, npsn, kind, pk)
    return PAGES[upload.kind].result(request, upload, {**result_of(upload), "kind": kind})


def result_of(upload: ReadingImport) -> dict[str, Any]:
    """How many rows became what, and the rows with errors."""
    counts = upload.report.get("counts", {})
    numbers = [(outcome.label, counts[outcome]) for outcome in Outcome if counts.get(outcome)]
    return {"numbers": numbers, "problems": findings_of(upload), "changes": any(map(counts.get, CHANGES))}


@login_required
@require_safe
def reading_import_problems(request: SignedInRequest, npsn: str, kind: str, pk: int) -> HttpResponse:
    """The rows with errors, as CSV that no spreadsheet runs."""
    upload = _upload(request, npsn, kind, pk)
    rows = [(f.row, f.heading, f.remark) for f in findings_of(upload) if f.outcome == Outcome.ERROR]
    content = inert_csv((_("Row"), _("What"), _("Reason")), rows)
    return attachment(content, f"baris-bermasalah-{pk}.csv", CSV)


@login_required
@require_safe
def reading_import_example(request: SignedInRequest, npsn: str, kind: str) -> HttpResponse:
    """An empty table with the right columns."""
    _school, what = _door(request, npsn, kind)
    resource = TABLES[what].resource_class()
    names = [name for name in resource.shown() if resource.columns()[name].read]
    header = [str(resource.columns()[name].heading) for name in names if name != "number"]
    return attachment(inert_csv(header, ()), f"contoh-{kind}.csv", CSV)
