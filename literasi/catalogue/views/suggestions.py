"""Books that readers suggest: the public list, the form, and the librarian's inbox."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from ui.guests import TOO_OFTEN, admitted

from ..exceptions import CatalogueError
from ..models import BookSuggestion, Decision
from ..permissions import keeps_books
from ..services.suggesting import Outcome, add_voice, decide, suggest_book
from ..suggestion_forms import DecideForm, SuggestForm, VoiceForm
from .staff import for_keepers

PER_PAGE = 20
AN_HOUR = 40  # a class behind one address
STATES = {
    "menunggu": Decision.OPEN,
    "diadakan": Decision.PLANNED,
    "ada": Decision.HELD,
    "ditolak": Decision.DECLINED,
}


def _state(request: HttpRequest) -> str:
    return STATES.get(request.GET.get("status", ""), "")


@require_safe
def book_suggestions(request: HttpRequest) -> HttpResponse:
    """?status, hal: what is in the public list, in the librarian's words."""
    state = _state(request)
    found = BookSuggestion.objects.on_show().with_voices().most_wanted()
    shown = Paginator(found.filter(state=state) if state else found, PER_PAGE).get_page(
        request.GET.get("hal")
    )
    context = {"shown": shown, "states": _tabs(state), "state": state, "keeps": keeps_books(request.user)}
    return render(request, "catalogue/book_suggestions.html", context)


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    """(label, status, is it the current one)"""
    return [
        (_("All"), "", not current),
        *((str(s.label).capitalize(), name, s == current) for name, s in STATES.items()),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def suggest_a_book(request: HttpRequest) -> HttpResponse:
    initial = {"title": request.GET.get("judul", "")[:300], "isbn": request.GET.get("isbn", "")[:20]}
    form = SuggestForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and _admitted(request, form):
        _thank(request, suggest_book(form.wish(), user=request.user, address=form.address))  # type: ignore[arg-type]
        return redirect("book_suggestions")
    return render(request, "catalogue/suggest_a_book.html", {"form": form})


def _admitted(request: HttpRequest, form: Form) -> bool:
    if admitted(request, "suggest", an_hour=AN_HOUR):
        return True
    form.add_error(None, TOO_OFTEN)
    return False


def _thank(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.new:
        messages.success(
            request, _("Thank you. The librarian reads your suggestion; approved ones stand in this list.")
        )
    elif outcome.counted:
        messages.success(request, _("Others suggested this book, too: your voice has been added."))
    elif outcome.suggestion.is_open:
        messages.info(request, _("This book has been suggested already, and your voice is counted."))
    else:
        words = {"title": outcome.suggestion.title, "state": outcome.suggestion.get_state_display()}
        messages.info(request, _("The library has decided about “%(title)s” already: %(state)s.") % words)


@require_http_methods(["GET", "HEAD", "POST"])
def back_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One more who wants it: with an account by one press, without by an address or as one of many."""
    suggestion = get_object_or_404(BookSuggestion.objects.on_show().waiting(), pk=pk)
    form = VoiceForm(request.POST if request.method == "POST" else None, user=request.user)
    sent = request.method == "POST" and form.is_valid() and _admitted(request, form)
    if sent and _tried(form, lambda: _counted(request, suggestion, form.address)):
        return redirect("book_suggestions")
    return render(request, "catalogue/back_suggestion.html", {"form": form, "suggestion": suggestion})


def _counted(request: HttpRequest, suggestion: BookSuggestion, address: str) -> None:
    new = add_voice(suggestion, user=request.user, address=address)  # type: ignore[arg-type]
    _thank(request, Outcome(suggestion, False, new))


@for_keepers
@require_safe
def suggestion_desk(request: SignedInRequest) -> HttpResponse:
    """The inbox: what waits first; ?status, hal."""
    state = _state(request) or Decision.OPEN
    mine = BookSuggestion.objects.kept_by(request.user)
    counts = dict(mine.values_list("state").annotate(n=Count("pk")).order_by())
    tabs = [(s.label, name, s == state, counts.get(s, 0)) for name, s in STATES.items()]
    found = mine.filter(state=state).with_voices().most_wanted()
    context = {
        "shown": Paginator(found, PER_PAGE).get_page(request.GET.get("hal")),
        "tabs": tabs,
        "state": state,
    }
    return render(request, "catalogue/suggestion_desk.html", context)


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def decide_suggestion(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another school's suggestion is not found."""
    suggestion = BookSuggestion.objects.kept_by(request.user).with_voices().filter(pk=pk).first()
    if suggestion is None:
        raise Http404
    form = DecideForm(request.POST or None, instance=BookSuggestion.objects.get(pk=pk))
    sent = request.method == "POST" and form.is_valid()
    if sent and _tried(form, lambda: decide(suggestion, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved: “%s”.") % form.cleaned_data["title"])
        return redirect("suggestion_desk")
    return render(request, "catalogue/decide_suggestion.html", {"form": form, "suggestion": suggestion})


def _tried(form: Form | DecideForm, verb: Callable[[], object]) -> bool:
    """Do it; a broken rule goes to the form, at its field."""
    try:
        verb()
    except CatalogueError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True
