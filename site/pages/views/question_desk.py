"""The librarian's inbox of questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from pages.exceptions import PageError
from pages.forms.asking import ReplyForm
from pages.models import QuestionState, ReaderQuestion
from pages.permissions import answers_questions
from pages.services.asking import answer, close, take

View = Callable[..., HttpResponse]
PER_PAGE = 20
STATES = {
    "menunggu": QuestionState.WAITING,
    "dijawab": QuestionState.ANSWERED,
    "ditutup": QuestionState.CLOSED,
}


def for_librarians(view: View) -> View:
    """Librarians for their school, the city's administrators for all."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not answers_questions(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _own(request: SignedInRequest, pk: int) -> ReaderQuestion:
    """Another school's question is not found."""
    mine = ReaderQuestion.objects.answerable_by(request.user).select_related("school", "assigned_to")
    return get_object_or_404(mine, pk=pk)


@for_librarians
@require_safe
def question_desk(request: SignedInRequest) -> HttpResponse:
    """?status, hal: what waits longest comes first."""
    state = STATES.get(request.GET.get("status", ""), QuestionState.WAITING)
    mine = ReaderQuestion.objects.answerable_by(request.user)
    counts = dict(mine.values_list("state").annotate(n=Count("pk")).order_by())
    tabs = [(each.label, name, each == state, counts.get(each, 0)) for name, each in STATES.items()]
    order = ("created_at",) if state == QuestionState.WAITING else (F("answered_at").desc(),)
    found = (
        mine.filter(state=state).select_related("school", "assigned_to", "category").order_by(*order, "pk")
    )
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "pages/question_desk.html", {"shown": shown, "tabs": tabs, "state": state})


@for_librarians
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: SignedInRequest, pk: int) -> HttpResponse:
    question = _own(request, pk)
    form = ReplyForm.of(question, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.words()
        answer(question, words.pop("text"), by=request.user, **words)
        messages.success(request, _("The answer is saved."))
        return redirect("question_desk")
    return render(request, "pages/answer_question.html", {"form": form, "question": question})


@for_librarians
@require_POST
def take_question(request: SignedInRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, take, "answer_question")


@for_librarians
@require_POST
def close_question(request: SignedInRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, close, "question_desk")


def _moved(request: SignedInRequest, pk: int, verb: Callable[..., object], then: str) -> HttpResponse:
    question = _own(request, pk)
    try:
        verb(question, by=request.user)
    except PageError as error:
        messages.error(request, str(error))
    return redirect(then, *([pk] if then == "answer_question" else []))
