"""The queue: verify one, many or all on the page; return one with a note."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Classroom
from accounts.requests import SignedInRequest
from ui.addresses import own_address

from .. import services
from ..exceptions import ReadingError
from ..forms import ReturnForm
from ..models import ReadingLog
from ..queries import classes_of, quiet_by_class
from ..services import CheckOutcome
from .doors import for_checkers

ENTRIES_A_PAGE = 30
CLASSES_BESIDE = 12
# No more digits than a database's numbers have.
TICKET = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def verify_class(request: SignedInRequest, pk: int) -> HttpResponse:
    """What waits in one class."""
    classroom = get_object_or_404(classes_of(request.user), pk=pk)
    if request.method == "POST":
        return _verify(request)
    entries = ReadingLog.objects.in_classes([classroom]).checkable_by(request.user)
    context = _queue(request, entries, [classroom])
    return render(request, "reading/verify_class.html", {**context, "classroom": classroom})


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def verify_queue(request: SignedInRequest) -> HttpResponse:
    """What waits in all of one's classes."""
    if request.method == "POST":
        return _verify(request)
    entries = ReadingLog.objects.checkable_by(request.user)
    own = list(classes_of(request.user).order_by("-year__starts_on", "grade", "name")[:CLASSES_BESIDE])
    return render(request, "reading/verify_queue.html", _queue(request, entries, own))


@for_checkers
@require_POST
def return_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(ReadingLog.objects.checkable_by(request.user), pk=pk)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            services.return_entry(entry, version=version, note=form.text(), by=request.user)
            messages.success(request, _("The entry went back to the pupil with your note."))
        except ReadingError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("The note is too long: 200 characters at most."))
    return redirect(_back(request))


def _queue(request: SignedInRequest, entries: Any, classrooms: list[Classroom]) -> dict[str, Any]:
    waiting = entries.waiting().with_book().with_reader().with_classroom().oldest_first()
    flagged = waiting.flagged()
    only_flagged = request.GET.get("tanda") == "1"
    return {
        "only_flagged": only_flagged,
        "flagged_count": flagged.count(),
        "page": Paginator(flagged if only_flagged else waiting, ENTRIES_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "quiet": quiet_by_class(classrooms),
        "return_form": ReturnForm(auto_id=False),
    }


def _verify(request: SignedInRequest) -> HttpResponse:
    tickets = _tickets(request.POST)
    if not tickets:
        messages.warning(request, _("Tick at least one entry first."))
        return redirect(_back(request))
    try:
        outcome = services.verify_entries(
            tickets, by=request.user, plain_only=request.POST.get("which") == "all"
        )
    except ReadingLog.DoesNotExist as error:
        raise Http404 from error
    _say(request, outcome)
    return redirect(_back(request))


def _tickets(post: QueryDict) -> dict[int, int]:
    """`id:version` of the ticked entries, or of the whole page; what is no ticket is 404."""
    sent = post.getlist("page_entry" if post.get("which") == "all" else "entry")
    tickets = [TICKET.fullmatch(ticket) for ticket in sent]
    if not all(tickets):
        raise Http404
    return {int(ticket[1]): int(ticket[2]) for ticket in tickets if ticket}


def _say(request: SignedInRequest, outcome: CheckOutcome) -> None:
    if count := len(outcome.verified):
        messages.success(
            request, ngettext("%(n)d entry verified.", "%(n)d entries verified.", count) % {"n": count}
        )
    elif outcome.already and not outcome.flagged:
        messages.info(request, _("These entries had already been verified."))
    if count := len(outcome.flagged):
        messages.info(
            request,
            ngettext(
                "%(n)d flagged entry still waits: look at it and tick it yourself.",
                "%(n)d flagged entries still wait: look at them and tick them yourself.",
                count,
            )
            % {"n": count},
        )
    for log in outcome.changed:
        messages.warning(
            request,
            _("The entry of %(name)s on %(book)s has just changed. Look at it again.")
            % {"name": log.reader.name, "book": log.book_name},
        )


def _back(request: SignedInRequest) -> str:
    """Where the form came from, if that is a page of ours; else the queue of all classes."""
    return own_address(request, request.POST.get("next")) or "verify_queue"
