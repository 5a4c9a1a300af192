"""Who may enter: sign-in first, then the permission; a wrong role is told so (403)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.requests import SignedInRequest

from ..queries import reads_at

View = Callable[..., HttpResponse]


def today_of(visit: SignedInRequest) -> dt.date:
    """The date on the wall of the visiting reader's school."""
    school = reads_at(visit.user)
    if school is None:
        raise PermissionDenied
    return school.today()


def _door(permission: str) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def entered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return entered

    return guard


for_readers = _door("reading.keep_journal")
for_pupils = _door("reading.sit_in_class")
for_checkers = _door("reading.check_journals")
