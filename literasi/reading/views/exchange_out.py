"""A school's reading as files to take along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import School
from accounts.requests import SignedInRequest
from ui.files import CSV, XLSX

from .. import tasks
from ..exchange import exporting
from ..exchange.lists import ListResource, listed_at
from ..exchange.programmes import ProgrammeResource, programmes_at
from ..exchange.resources import LogResource
from ..exchange_forms import ExportChoice
from ..models import ExportForm, ExportState, ReadingExport

TYPES = {ExportForm.CSV: CSV, ExportForm.XLSX: XLSX}


def _school(request: SignedInRequest, npsn: str) -> School:
    school = get_object_or_404(School, npsn=npsn)
    if not request.user.has_perm("reading.exchange_files", school):
        raise Http404
    return school


def _export(request: SignedInRequest, npsn: str, pk: int) -> ReadingExport:
    """Only who asked for a file finds it."""
    own = ReadingExport.objects.made_by_person(request.user).select_related("school", "made_by")
    return get_object_or_404(own, school=_school(request, npsn), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export_reading(request: SignedInRequest, npsn: str) -> HttpResponseBase:
    school = _school(request, npsn)
    form = ExportChoice(request.POST or None, school=school, user=request.user)
    if request.method == "POST" and form.is_valid():
        export = ReadingExport(school=school, made_by=request.user, **form.cleaned_data)
        if exporting.logs_of(export).count() <= exporting.AT_ONCE:
            return _at_once(export)
        export.save()
        tasks.make_export(export.pk)
        return redirect("reading_export", npsn, export.pk)
    earlier = ReadingExport.objects.made_by_person(request.user).filter(school=school)
    context = {"school": school, "form": form, "earlier": earlier.select_related("classroom")[:10]}
    return render(request, "reading/export_reading.html", context)


def _at_once(export: ReadingExport) -> HttpResponse:
    rows = exporting.log_rows(exporting.logs_of(export))
    name = f"catatan-baca-{export.school.npsn}.{export.form}"
    return exporting.small_file(LogResource(), rows, name, export.form)


@login_required
@require_safe
def export_table(request: SignedInRequest, npsn: str, kind: str, form: str) -> HttpResponse:
    """The school's programmes or reading lists, in the columns that loading them reads."""
    school = _school(request, npsn)
    resource, things = (
        (ProgrammeResource(), programmes_at(school))
        if kind == "program"
        else (ListResource(), listed_at(school))
    )
    return exporting.small_file(resource, resource.rows(things), f"{kind}-{npsn}.{form}", form)


@login_required
@require_safe
def reading_export(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    """The bar while the worker writes, then the way to the file."""
    export = _export(request, npsn, pk)
    if request.htmx and not export.is_waiting:
        return HttpResponseClientRefresh()
    percent = exporting.export_files.progress_of(export.pk)
    template = "reading/_export_progress.html" if request.htmx else "reading/reading_export.html"
    context = {"export": export, "school": export.school, "percent": percent}
    return render(request, template, context)


@login_required
@require_safe
def reading_export_file(request: SignedInRequest, npsn: str, pk: int) -> HttpResponseBase:
    export = _export(request, npsn, pk)
    path = exporting.export_files.file_of(export.pk)
    if export.state != ExportState.READY or not path.exists():
        return redirect("reading_export", npsn, pk)
    name = f"catatan-baca-{export.school.npsn}-{export.pk}.{export.form}"
    form = ExportForm(export.form)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[form])
