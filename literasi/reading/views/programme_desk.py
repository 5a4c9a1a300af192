"""One programme as the staff of its schools sees it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import scope_of
from accounts.requests import SignedInRequest

from ..models import State
from ..queries import classes_of
from ..queries.attainment import attainment, class_readers
from ..queries.certificates import certificates_of, level_lines
from ..queries.programmes import DESK_ROLES, programmes_of
from .doors import for_planners
from .programme_planning import sentences_of


@for_planners
@require_safe
def programme_desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rule, attainment by class (those furthest behind first), and what may be done with it."""
    programme = get_object_or_404(programmes_of(request.user), pk=pk)
    scope = scope_of(request.user)
    here = None if scope.city or programme.school_id else scope.school_ids(*DESK_ROLES)
    names = [room.name for room in programme.classrooms.all()]
    context = {
        "programme": programme,
        "found": attainment(programme, here) if programme.state != State.DRAFT else None,
        "levels": level_lines(programme),
        "issued": len(certificates_of(programme)),
        "own_classes": set(classes_of(request.user).values_list("pk", flat=True)) if not scope.city else None,
        "may_run": request.user.has_perm("reading.run_programme", programme),
        **sentences_of(programme, names),
    }
    return render(request, "reading/programme_desk.html", context)


@for_planners
@require_safe
def programme_class(request: SignedInRequest, pk: int, classroom: int) -> HttpResponse:
    """One class by name, for those who look after it; quiet readers first."""
    programme = get_object_or_404(programmes_of(request.user).counting(), pk=pk)
    room = get_object_or_404(classes_of(request.user), pk=classroom)
    if programme.school_id not in (None, room.school_id):
        raise Http404
    lines = class_readers(programme, room)
    context = {
        "programme": programme,
        "classroom": room,
        "lines": lines,
        "quiet": sum(line.is_quiet for line in lines),
        **sentences_of(programme),
    }
    return render(request, "reading/programme_class.html", context)
