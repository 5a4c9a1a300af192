"""A SLiMS file's way through the staff pages: upload, look at every row, confirm, see what came of it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.requests import SignedInRequest
from ui.files import inert_csv

from .. import tasks
from ..forms import SlimsFileForm
from ..models import CatalogueImport, ImportState
from ..slims import uploads
from .staff import for_keepers

ROWS_A_PAGE = 50
KINDS = {
    "error": gettext_lazy("errors"),
    "flagged": gettext_lazy("to look at"),
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("changed"),
    "merged": gettext_lazy("merged"),
    "unchanged": gettext_lazy("unchanged"),
}


def _upload(request: SignedInRequest, pk: int) -> CatalogueImport:
    """Another school's file is not found."""
    kept = CatalogueImport.objects.kept_by(request.user).select_related("school")
    return get_object_or_404(kept, pk=pk)


@for_keepers
def import_catalogue(request: SignedInRequest) -> HttpResponse:
    form = SlimsFileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        upload = uploads.receive(form.owner, form.place_name, form.cleaned_data["file"], request.user)
        tasks.start(upload)
        return redirect("review_catalogue_import", upload.pk)
    earlier = CatalogueImport.objects.kept_by(request.user).without_rows()
    earlier = earlier.select_related("uploaded_by", "school")[:10]
    return render(request, "catalogue/import_catalogue.html", {"form": form, "earlier": earlier})


@for_keepers
def review_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    if upload.is_at_work or request.htmx:
        return _progress(request, upload)
    if upload.state == ImportState.DONE:
        return redirect("catalogue_import_result", pk)
    context = {"upload": upload, **_rows(request, upload)}
    return render(request, "catalogue/review_catalogue_import.html", context)


def _rows(request: SignedInRequest, upload: CatalogueImport) -> dict[str, Any]:
    """The rows of the chosen kind, one page of them, each with its remarks; how many there are of each."""
    remarks: dict[int, list[str]] = {}
    flagged = {note.row for note in uploads.notes_of(upload, "flagged")}
    for note in (*uploads.notes_of(upload, "errors"), *uploads.notes_of(upload, "flagged")):
        remarks.setdefault(note.row, []).append(note.message)
    every = uploads.outcomes_of(upload)
    chosen = {
        kind: [o for o in every if (o.row in flagged if kind == "flagged" else o.outcome == kind)]
        for kind in KINDS
    }
    kind = request.GET.get("jenis", "")
    page = Paginator(chosen.get(kind, every), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(o, KINDS[o.outcome], remarks.get(o.row, ())) for o in page]
    kinds = [("", "", len(every)), *((KINDS[k], k, len(found)) for k, found in chosen.items() if found)]
    return {"page": page, "rows": rows, "kinds": kinds, "kind": kind if kind in KINDS else ""}


@for_keepers
@require_POST
def confirm_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    if uploads.confirm(upload):
        upload.refresh_from_db(fields=["state"])
        tasks.start(upload)
    return redirect("catalogue_import_result", pk)


@for_keepers
@require_POST
def discard_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    uploads.discard(_upload(request, pk))
    return redirect("import_catalogue")


@for_keepers
def catalogue_import_result(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    if upload.is_at_work or request.htmx:
        return _progress(request, upload)
    if upload.state != ImportState.DONE:
        return redirect("review_catalogue_import", pk)
    return render(
        request, "catalogue/catalogue_import_result.html", {"upload": upload, "result": upload.report}
    )


def _progress(request: SignedInRequest, upload: CatalogueImport) -> HttpResponse:
    """The bar. htmx asks for it alone, and for the whole page once the worker is done; without
    JavaScript the page reloads itself."""
    if request.htmx and not upload.is_at_work:
        return HttpResponseClientRefresh()
    name = "catalogue/catalogue_import_progress.html"
    if request.htmx:
        name = "catalogue/_catalogue_import_progress.html"
    return render(request, name, {"upload": upload, "percent": uploads.progress_of(upload.pk)})


@for_keepers
def catalogue_import_notes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rows with errors and rows to look at, as CSV that no spreadsheet runs."""
    upload = _upload(request, pk)
    titles = {outcome.row: outcome.title for outcome in uploads.outcomes_of(upload)}
    rows = sorted(
        (note.row, label, titles.get(note.row, ""), note.message)
        for kind, label in (("errors", _("error")), ("flagged", _("to look at")))
        for note in uploads.notes_of(upload, kind)
    )
    header = (_("Row"), _("Kind"), pgettext("book", "Title"), _("Reason"))
    response = HttpResponse(inert_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="catatan-impor-{pk}.csv"'
    return response
