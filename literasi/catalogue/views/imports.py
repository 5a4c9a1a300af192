"""A SLiMS file's way through the staff pages: upload, look at every row, confirm, see what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from ui.files import CSV, attachment, inert_csv
from ui.imports.pages import ImportPages, by_kind

from ..forms import SlimsFileForm
from ..models import CatalogueImport
from ..slims import uploads
from ..slims.report import Outcome
from .staff import for_keepers

KINDS = {
    "error": gettext_lazy("errors"),
    "flagged": gettext_lazy("to look at"),
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("changed"),
    "merged": gettext_lazy("merged"),
    "unchanged": gettext_lazy("unchanged"),
}


PAGES = ImportPages(
    importer=uploads.catalogues,
    start_url="import_catalogue",
    review_url="review_catalogue_import",
    result_url="catalogue_import_result",
    confirm_url="confirm_catalogue_import",
    discard_url="discard_catalogue_import",
    review_template="catalogue/review_catalogue_import.html",
    result_template="catalogue/catalogue_import_result.html",
    start_title=gettext_lazy("Load books from SLiMS"),
    loading_title=gettext_lazy("The books are being loaded"),
    loading_label=gettext_lazy("Loading the books"),
    result_title=gettext_lazy("The books are loaded"),
    crumbs=lambda upload: [(gettext_lazy("Manage the catalogue"), reverse("manage_catalogue"))],
    eyebrow=lambda upload: upload.school.name if upload.school else gettext_lazy("City"),
)


def _upload(request: SignedInRequest, pk: int) -> CatalogueImport:
    """Another school's file is not found."""
    kept = CatalogueImport.objects.kept_by(request.user).select_related("school")
    return get_object_or_404(kept, pk=pk)


@for_keepers
def import_catalogue(request: SignedInRequest) -> HttpResponse:
    form = SlimsFileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name = (file.name or "").replace("\x00", "")[:120]
        fields = {"school": form.owner, "place_name": form.place_name, "file_name": name}
        return PAGES.begin(uploads.catalogues.receive(file, request.user, **fields))
    earlier = CatalogueImport.objects.kept_by(request.user).without_rows()
    earlier = earlier.select_related("uploaded_by", "school")[:10]
    context = {"form": form, "pages": PAGES, "earlier": PAGES.earlier(earlier)}
    return render(request, "catalogue/import_catalogue.html", context)


@for_keepers
def review_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    return PAGES.review(request, upload, lambda: _rows(request, upload))


def _rows(request: SignedInRequest, upload: CatalogueImport) -> dict[str, Any]:
    """The rows of the chosen kind, one page of them, each with its remarks."""
    flagged = {note.row for note in uploads.notes_of(upload, "flagged")}
    every = uploads.outcomes_of(upload)

    def of(kind: str) -> list[Outcome]:
        return [o for o in every if (o.row in flagged if kind == "flagged" else o.outcome == kind)]

    found = by_kind(request, every, [(kind, label, of(kind)) for kind, label in KINDS.items()])
    remarks: dict[int, list[str]] = {}
    for note in (*uploads.notes_of(upload, "errors"), *uploads.notes_of(upload, "flagged")):
        remarks.setdefault(note.row, []).append(note.message)
    return {**found, "rows": [(o, KINDS[o.outcome], remarks.get(o.row, ())) for o in found["page"]]}


@for_keepers
@require_POST
def confirm_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    return PAGES.confirm(_upload(request, pk))


@for_keepers
@require_POST
def discard_catalogue_import(request: SignedInRequest, pk: int) -> HttpResponse:
    return PAGES.discard(_upload(request, pk))


@for_keepers
def catalogue_import_result(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    return PAGES.result(request, upload, {"result": upload.report})


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
    return attachment(inert_csv(header, rows), f"catatan-impor-{pk}.csv", CSV)
