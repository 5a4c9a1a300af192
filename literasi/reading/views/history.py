"""A reader's own reading: taken along as a file, and brought along from Goodreads."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from ui.files import CSV, csv_lines
from ui.imports.pages import ImportPages

from ..exchange.exporting import CHUNK
from ..exchange.importing import reading_files
from ..exchange.resources import OwnLogResource
from ..exchange_forms import GoodreadsForm
from ..models import ExchangeKind, ReadingImport, ReadingLog
from ..own_data import own_journal
from ..queries import reads_at
from .doors import for_readers, while_open
from .exchange_in import findings_page, result_of

PAGES = ImportPages[ReadingImport](
    importer=reading_files,
    start_url="import_history",
    review_url="review_history",
    result_url="history_result",
    confirm_url="confirm_history",
    discard_url="discard_history",
    review_template="reading/review_history.html",
    result_template="reading/history_result.html",
    start_title=gettext_lazy("Bring my reading from Goodreads"),
    loading_title=gettext_lazy("Your history is being loaded"),
    loading_label=gettext_lazy("Loading"),
    result_title=gettext_lazy("Your history is loaded"),
    crumbs=lambda upload: [(gettext_lazy("My reading"), reverse("my_reading"))],
    eyebrow=lambda upload: "Goodreads",
)


def _upload(request: SignedInRequest, pk: int) -> ReadingImport:
    own = ReadingImport.objects.loaded_by(request.user).filter(kind=ExchangeKind.HISTORY)
    return get_object_or_404(own.select_related("school"), pk=pk)


@for_readers
@require_safe
def my_history(request: SignedInRequest) -> HttpResponse:
    """What can be taken along, and the way in."""
    entries = ReadingLog.objects.of(request.user).count()
    return render(request, "reading/my_history.html", {"entries": entries})


@for_readers
@require_safe
def my_history_file(request: SignedInRequest, form: str) -> HttpResponseBase:
    answer: HttpResponseBase
    if form == "json":
        answer = JsonResponse({"journal": own_journal(request.user)}, json_dumps_params={"indent": 1})
    else:
        resource = OwnLogResource()
        logs = ReadingLog.objects.of(request.user).select_related("book__title").order_by("read_on", "pk")
        rows = resource.rows(logs.iterator(chunk_size=CHUNK))
        answer = StreamingHttpResponse(csv_lines(resource.header(), rows), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="riwayat-baca.{form}"'
    return answer


@for_readers
@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def import_history(request: SignedInRequest) -> HttpResponse:
    form = GoodreadsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind, school = ExchangeKind.HISTORY, reads_at(request.user)
        file = form.cleaned_data["file"]
        return PAGES.begin(reading_files.receive(file, request.user, school=school, kind=kind))
    own = ReadingImport.objects.loaded_by(request.user).filter(kind=ExchangeKind.HISTORY)
    earlier = PAGES.earlier(own.without_rows()[:5])
    return render(request, "reading/import_history.html", {"form": form, "pages": PAGES, "earlier": earlier})


@for_readers
@require_safe
def review_history(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    return PAGES.review(request, upload, lambda: findings_page(request, upload))


@for_readers
@while_open
@require_POST
def confirm_history(request: SignedInRequest, pk: int) -> HttpResponse:
    return PAGES.confirm(_upload(request, pk))


@for_readers
@require_POST
def discard_history(request: SignedInRequest, pk: int) -> HttpResponse:
    return PAGES.discard(_upload(request, pk))


@for_readers
@require_safe
def history_result(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    return PAGES.result(request, upload, result_of(upload))
