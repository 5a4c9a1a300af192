"""Who may enter: sign-in first, then the permission; a wrong role is told so (403)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from accounts.models import Classroom, Pupil, School
from accounts.requests import SignedInRequest

from ..queries import classes_of, pause_of, reads_at

View = Callable[..., HttpResponseBase]


def school_of(visit: SignedInRequest) -> School:
    """The school the visiting reader reads at."""
    school = reads_at(visit.user)
    if school is None:
        raise PermissionDenied
    return school


def today_of(visit: SignedInRequest) -> dt.date:
    """The date on the wall of the visiting reader's school."""
    return school_of(visit).today()


def class_and_pupil(visit: SignedInRequest, pk: int, pupil: int) -> tuple[Classroom, Pupil]:
    """A class the visitor looks after and somebody who sits or sat in it; anything else is 404."""
    classroom = get_object_or_404(classes_of(visit.user), pk=pk)
    people = Pupil.objects.filter(enrolments__classroom=classroom).distinct().select_related("user")
    return classroom, get_object_or_404(people.defer("nisn", "birth_date"), pk=pupil)


def _door(permission: str) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def entered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except ObjectDoesNotExist as gone:  # taken away between the look and the lock
                raise Http404 from gone

        return entered

    return guard


def while_open(view: View) -> View:
    """While the visitor's journal is paused, a calm page that says whom to talk to."""

    @wraps(view)
    def entered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        pause = pause_of(request.user)
        if pause is not None:
            status = 403 if request.method == "POST" else 200
            return render(request, "reading/journal_paused.html", {"pause": pause}, status=status)
        return view(request, *args, **kwargs)

    return entered


for_readers = _door("reading.keep_journal")
for_pupils = _door("reading.sit_in_class")
for_checkers = _door("reading.check_journals")
for_keepers = _door("reading.keep_badges")


def school_seen(request: SignedInRequest, npsn: str) -> School:
    """The school, or 404 for whoever does not work there."""
    school = get_object_or_404(School, npsn=npsn)
    if not request.user.has_perm("reading.see_school", school):
        raise Http404
    return school


for_planners = _door("reading.plan_programmes")
