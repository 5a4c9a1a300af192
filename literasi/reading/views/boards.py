"""Boards of classes and schools."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import School

from ..models import Programme
from ..queries.boards import boards_for, everybody, individuals, within
from ..queries.readers import reads_at
from ..sentences import rule_text


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    return render(request, "reading/boards.html", {"programmes": boards_for(request.user)})  # type: ignore[arg-type]


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Goals reached by class (in the city's programme by school, and by class of one's own school)."""
    programme = next((p for p in boards_for(request.user) if p.slug == slug), None)  # type: ignore[arg-type]
    if programme is None:
        raise Http404
    school = reads_at(request.user) if request.user.is_authenticated else None
    context = {"programme": programme, "rule": rule_text(programme), **_lines(programme, school)}
    return render(request, "reading/board.html", context)


def _lines(programme: Programme, school: School | None) -> dict[str, Any]:
    """People of a school see its single readers too, where that is allowed."""
    here = school is not None and programme.school_id in (None, school.pk)
    return {
        "places": everybody(programme),
        "own_school": school if here and programme.school_id is None else None,
        "own_places": within(programme, school) if school and here and programme.school_id is None else [],
        "readers": individuals(programme, school) if school and here else [],
    }
