"""Journals on paper: print them for a class, find a sheet by its code, type its totals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Classroom
from accounts.requests import SignedInRequest
from ui import codes

from .. import services
from ..exceptions import ReadingError
from ..models import JournalSheet, ShelfBook
from ..queries import classes_of
from ..queries.classes import pupils_in
from ..services.sheets import PaperTotals, prepare_sheets, school_days
from ..services.sheets import enter_sheet as write_sheet
from ..session_forms import number_of
from ..sheet_forms import FindSheetForm, JournalForm, SheetForm
from ..sheet_pdf import sheets_pdf
from ..weeks import monday_of
from .doors import for_checkers

BIGGEST_PHOTO = 12 * 1024 * 1024
ONE_WEEK = dt.timedelta(days=7)


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def class_journal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the days, then print a sheet for every pupil (or one)."""
    classroom = get_object_or_404(classes_of(request.user), pk=pk)
    monday = monday_of(classroom.school.today())
    weeks = [(start, start + dt.timedelta(days=6)) for start in (monday, monday + ONE_WEEK)]
    form = JournalForm(
        request.POST if request.method == "POST" else None,
        initial={"first": weeks[0][0], "last": weeks[0][1]},
    )
    if request.method == "POST" and form.is_valid() and (answer := _printed(request, classroom, form)):
        return answer
    context = {"classroom": classroom, "form": form, "weeks": weeks, "pupils": pupils_in([classroom])}
    return render(request, "reading/class_journal.html", context)


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def find_sheet(request: SignedInRequest) -> HttpResponse:
    """By camera, by photograph, or by the number that stands under the code."""
    form = FindSheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = _found(request, form)
        if sheet:
            return redirect("enter_sheet", sheet.token)
        form.add_error(None, _("No sheet of your classes was found. Type the number under the code."))
    return render(request, "reading/find_sheet.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """For the class's teacher the totals; for whoever is not signed in, the parent's page."""
    sheets = JournalSheet.objects.select_related("reader", "classroom__school", "printed_by")
    sheet = sheets.filter(token=token)
    if not request.user.is_authenticated:
        if request.method == "POST" or not sheet:
            return redirect_to_login(request.get_full_path())
        return redirect("sign_reading", services.sheet_link(sheet[0]).token)
    found = get_object_or_404(sheet, classroom__in=classes_of(request.user))  # type: ignore[arg-type]
    return _totals(request, found)  # type: ignore[arg-type]


def _totals(request: SignedInRequest, sheet: JournalSheet) -> HttpResponse:
    days = school_days(sheet.classroom, sheet.first_day, sheet.last_day)  # type: ignore[arg-type]
    choices = [(day.isoformat(), date_format(day, "D, j M")) for day in days]
    initial = {
        "days": sheet.days or [value for value, _label in choices],
        "minutes": sheet.minutes or None,
        "pages": sheet.pages or None,
        "signed": sheet.signed,
    }
    form = SheetForm(request.POST if request.method == "POST" else None, days=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_sheet(sheet, by=request.user, said=_said(form.cleaned_data))
        except ReadingError as error:
            form.refuse(error)
        else:
            said = _("Sheet of %(name)s saved. The next one?")
            messages.success(request, said % {"name": sheet.reader.name})
            return redirect("find_sheet")
    in_hand = ShelfBook.objects.of(sheet.reader).reading().latest_first().first()
    return render(request, "reading/enter_sheet.html", {"sheet": sheet, "form": form, "in_hand": in_hand})


def _said(data: dict[str, Any]) -> PaperTotals:
    return PaperTotals(
        days=tuple(dt.date.fromisoformat(day) for day in data["days"]),
        minutes=data["minutes"] or 0,
        pages=data["pages"] or 0,
        book=data["book"],
        author=data["author"],
        finished=data["finished"],
        signed=data["signed"],
    )


def _printed(request: SignedInRequest, classroom: Classroom, form: JournalForm) -> HttpResponse | None:
    """The PDF, or None with the reason in the form."""
    pupils = list(pupils_in([classroom]))
    if asked := request.POST.get("murid"):
        pupils = [pupil for pupil in pupils if pupil.pk == number_of(asked)]
    if not pupils:
        raise Http404
    said = form.cleaned_data
    try:
        sheets = prepare_sheets(classroom, pupils, first=said["first"], last=said["last"], by=request.user)
    except ReadingError as error:
        form.refuse(error)
        return None
    content = sheets_pdf(classroom, sheets, request.build_absolute_uri("/"))
    name = f"jurnal-{classroom.pk}-{said['first']}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _found(request: SignedInRequest, form: FindSheetForm) -> JournalSheet | None:
    mine = JournalSheet.objects.filter(classroom__in=classes_of(request.user))
    text, photo = form.cleaned_data["number"].strip(), form.cleaned_data["photo"]
    if photo and photo.size <= BIGGEST_PHOTO:
        text = codes.read(photo) or text
    if (number := number_of(text)) is not None:
        return mine.filter(pk=number).first()
    token = text.rstrip("/").rpartition("/")[2]
    return mine.filter(token=token[:32]).first() if token and "\x00" not in token else None
