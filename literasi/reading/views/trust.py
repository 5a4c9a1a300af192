"""On a pupil's page: pause and resume their journal, trust their entries."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest

from .. import services
from ..exceptions import ReadingError
from ..forms import PauseForm
from .doors import class_and_pupil, for_checkers


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def pause_journal(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """Ask why, say what it means, then do it."""
    classroom, person = class_and_pupil(request, pk, pupil)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.pause_journal(person.user, classroom=classroom, reason=reason, by=request.user)
        except ReadingError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("The journal is paused. Talk with the pupil soon."))
            return redirect("class_reader", classroom.pk, person.pk)
    context = {"classroom": classroom, "pupil": person, "form": form}
    return render(request, "reading/pause_journal.html", context)


@for_checkers
@require_POST
def resume_journal(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    classroom, person = class_and_pupil(request, pk, pupil)
    services.resume_journal(person.user, classroom=classroom, by=request.user)
    messages.success(request, _("The pupil may write again."))
    return redirect("class_reader", classroom.pk, person.pk)


@for_checkers
@require_POST
def trust_reader(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """Give the mark, or (`to=end`) take it away."""
    classroom, person = class_and_pupil(request, pk, pupil)
    end = request.POST.get("to") == "end"
    verb = services.end_trust if end else services.trust_reader
    try:
        verb(person.user, classroom=classroom, by=request.user)
    except ReadingError as error:
        messages.error(request, str(error))
    else:
        said = _("New entries wait for you again.") if end else _("Plain entries are now verified at once.")
        messages.success(request, said)
    return redirect("class_reader", classroom.pk, person.pk)
