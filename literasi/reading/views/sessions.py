"""Holding a class session, naming its book afterwards, and the school's monthly board."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Classroom
from accounts.requests import SignedInRequest
from literasi.catalogue.models import Title

from .. import services
from ..exceptions import ReadingError
from ..models import ClassSession, ReadingLog, ShelfBook
from ..queries import classes_of, find_titles
from ..queries.session_sheet import SessionSheet, session_sheet
from ..queries.sessions import session_board
from ..services import SessionOutcome
from ..session_forms import MonthForm, NameBookForm, SessionForm, number_of, sent_attendance
from .doors import for_checkers, for_readers, school_seen

BOOKS_OFFERED = 8


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def class_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """Today's session of a class, or that of a recent day: everybody is ticked, one tap saves."""
    classroom = get_object_or_404(classes_of(request.user), pk=pk)
    day = _day(request, classroom)
    if request.POST.get("which") == "cancel":
        return _cancel(request, classroom, day)
    form = SessionForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and (outcome := _hold(request, classroom, form)):
        _say(request, outcome)
        return redirect(_address(classroom, outcome.session.day))
    sheet = session_sheet(classroom, day, request.user)
    if form:
        _as_sent(sheet, request)
    form = form or SessionForm(initial={"day": day, "mode": sheet.mode, "minutes": sheet.minutes})
    context = {"classroom": classroom, "sheet": sheet, "form": form, **_together(request)}
    return render(request, "reading/class_session.html", context)


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def name_session_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which book was it? Asked where a session left it open."""
    entry = get_object_or_404(
        ReadingLog.objects.of(request.user).with_book().filter(session__isnull=False), pk=pk
    )
    shelf = ShelfBook.objects.of(request.user).reading().latest_first()[:BOOKS_OFFERED]
    books = [(book.pk, book.name) for book in shelf]
    form = NameBookForm(request.POST if request.method == "POST" else None, books=books)
    if request.method == "POST" and form.is_valid():
        try:
            services.name_session_book(entry, by=request.user, book=form.choice())
        except ReadingError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Noted. Your entry still rests on the class session."))
            return redirect("my_reading")
    words = request.GET.get("q", "").strip()[:100]
    context = {"entry": entry, "form": form, "words": words, "titles": find_titles(words)}
    return render(request, "reading/name_session_book.html", context)


@login_required
@require_safe
def school_sessions(request: SignedInRequest, npsn: str) -> HttpResponse:
    """Classes × school days of a month: who held the fifteen minutes."""
    school = school_seen(request, npsn)
    today = school.today()
    board = session_board(school, MonthForm(request.GET).month(today))
    context = {"school": school, "board": board, "today": today}
    return render(request, "reading/school_sessions.html", context)


def _day(request: SignedInRequest, classroom: Classroom) -> dt.date:
    """The day asked for; one that has not come, or is none, is today."""
    today = classroom.school.today()
    asked = request.POST.get("day") or request.GET.get("tanggal") or ""
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return today
    if day > today:
        messages.warning(request, _("That day has not come yet; this is today's session."))
    return day if today - dt.timedelta(days=366) <= day <= today else today


def _hold(request: SignedInRequest, classroom: Classroom, form: SessionForm) -> SessionOutcome | None:
    """What became of it, or None with the reason in the form."""
    said = form.cleaned_data
    try:
        return services.hold_session(
            classroom,
            by=request.user,
            day=said["day"],
            mode=said["mode"],
            minutes=said["minutes"],
            attendance=form.attendance(),
        )
    except ReadingError as error:
        form.refuse(error)
        return None


def _cancel(request: SignedInRequest, classroom: Classroom, day: dt.date) -> HttpResponse:
    session = get_object_or_404(ClassSession.objects.of_classes([classroom]), day=day)
    try:
        services.cancel_session(session, by=request.user)
    except ReadingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The session of %(day)s has been taken back.") % {"day": _written(day)})
    return redirect(_address(classroom, day))


def _say(request: SignedInRequest, outcome: SessionOutcome) -> None:
    count = outcome.readers
    said = ngettext(
        "Session of %(day)s saved: %(n)d reader, %(minutes)d minutes.",
        "Session of %(day)s saved: %(n)d readers, %(minutes)d minutes.",
        count,
    )
    day, minutes = _written(outcome.session.day), outcome.session.minutes
    messages.success(request, said % {"day": day, "n": count, "minutes": minutes})
    for person in outcome.elsewhere:
        messages.warning(
            request,
            _("%(name)s already read with another class that day and is counted there.")
            % {"name": person.name},
        )
    for person in outcome.kept:
        messages.warning(
            request,
            _("%(name)s has already named the book of this session, so the entry stays.")
            % {"name": person.name},
        )


def _as_sent(sheet: SessionSheet, request: SignedInRequest) -> None:
    """Nothing ticked or chosen is lost when the form comes back with a question."""
    sent = sent_attendance(request.POST)
    for seat in (*sheet.pupils, *sheet.staff):
        seat.ticked = seat.person.pk in sent.present
        seat.chosen = sent.books.get(seat.person.pk)


def _together(request: SignedInRequest) -> dict[str, Any]:
    """One book for everybody: what was searched for, and what was chosen."""
    asked = number_of(request.POST.get("title") or request.GET.get("judul"))
    words = request.GET.get("q", "").strip()[:100]
    title = Title.objects.with_authors().filter(pk=asked).first() if asked else None
    return {"title": title, "words": words, "titles": find_titles(words)}


def _address(classroom: Classroom, day: dt.date) -> str:
    return f"{reverse('class_session', args=[classroom.pk])}?tanggal={day.isoformat()}"


def _written(day: dt.date) -> str:
    return date_format(day, "j F Y")
