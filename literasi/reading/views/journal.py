"""Writing the journal, page by page."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from literasi.catalogue.models import Title

from .. import services
from ..exceptions import ReadingError
from ..forms import EditForm, LogForm
from ..models import ReadingLog, ShelfBook
from ..queries import find_titles, reader_sums
from .doors import for_readers, today_of, while_open

OFFERED = 4


@for_readers
@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def log_reading(request: SignedInRequest) -> HttpResponse:
    """The form for one book: the one asked for, else the one read last; without any, choose first."""
    form = _log_form(request)
    if request.method == "POST" and form.is_valid() and (entry := _save(request, form)):
        return redirect("entry_saved", entry.pk)
    book = _book_of(request, form)
    if book is None and request.method != "POST" and "tulis" not in request.GET:
        return redirect("choose_book")
    shelf = ShelfBook.objects.of(request.user).reading().latest_first()[: OFFERED + 1]
    others = [other for other in shelf if book is None or other.pk != book.get("shelf")][:OFFERED]
    return render(request, "reading/log_reading.html", {"form": form, "book": book, "others": others})


def _save(request: SignedInRequest, form: LogForm) -> ReadingLog | None:
    """The entry saved, or None with the reason in the form."""
    try:
        return services.log_reading(
            request.user, client_id=form.cleaned_data["client_id"], book=form.choice(), draft=form.draft()
        )[0]
    except ReadingError as error:
        form.refuse(error)
        return None


def _log_form(request: SignedInRequest) -> LogForm:
    today = today_of(request)
    if request.method == "POST":
        return LogForm(request.POST, today=today)
    asked = request.GET
    initial: dict[str, Any] = {
        "client_id": uuid.uuid4(),
        "shelf": asked.get("buku"),
        "title": asked.get("judul"),
        "free_title": asked.get("nama", "")[:300],
        "day": today.isoformat(),
    }
    if not ({"buku", "judul", "tulis"} & asked.keys()):
        latest = ShelfBook.objects.of(request.user).reading().latest_first().first()
        initial["shelf"] = latest.pk if latest else None
    return LogForm(initial=initial, today=today)


def _book_of(request: SignedInRequest, form: LogForm) -> dict[str, object] | None:
    """What the page shows of the chosen book; for a shelf book, presets where reading goes on."""
    shelf_id, title_id = form.chosen
    if shelf_id is not None:
        book = get_object_or_404(ShelfBook.objects.of(request.user).with_title(), pk=shelf_id)
        if book.finished_on is None:
            form.initial["page_from"] = book.next_page
        return {"shelf": book.pk, "shown": book}
    if title_id is not None:
        title = get_object_or_404(Title.objects.with_authors(), pk=title_id)
        form.initial["page_from"] = 1
        return {"shown": services.as_shelf_book(title)}
    return None


@for_readers
@require_safe
def choose_book(request: SignedInRequest) -> HttpResponse:
    """Books in hand, the catalogue's search, or a title written by hand; htmx asks for the results alone."""
    words = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"words": words, "titles": find_titles(words)}
    if request.htmx:
        return render(request, "reading/_titles.html", context)
    context["shelf"] = ShelfBook.objects.of(request.user).reading().with_title().latest_first()[:OFFERED]
    return render(request, "reading/choose_book.html", context)


@for_readers
@require_safe
def entry_saved(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(ReadingLog.objects.of(request.user).with_book(), pk=pk)
    sums = reader_sums(request.user, today_of(request))
    return render(request, "reading/entry_saved.html", {"entry": entry, "sums": sums})


@for_readers
@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(ReadingLog.objects.of(request.user).with_book(), pk=pk)
    today = today_of(request)
    form = EditForm(request.POST or None, entry=entry, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_entry(entry, by=request.user, draft=form.draft())
        except ReadingError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Your entry has been changed and waits for your teacher."))
            return redirect("my_reading")
    return render(request, "reading/edit_entry.html", {"form": form, "entry": entry})


@for_readers
@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def delete_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(ReadingLog.objects.of(request.user).with_book(), pk=pk)
    if request.method == "POST":
        try:
            services.delete_entry(entry, by=request.user)
        except ReadingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The entry has been deleted."))
        return redirect("my_reading")
    return render(request, "reading/delete_entry.html", {"entry": entry})
