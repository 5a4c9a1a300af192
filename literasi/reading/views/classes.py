"""A teacher's classes and their pupils' journals."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest

from ..charts import kept_charts
from ..charts.figures import weeks_figure
from ..forms import ReturnForm
from ..models import ReadingLog, ShelfBook
from ..queries import class_lines, class_table, classes_of, reader_standing, reader_sums
from ..queries.badges import badges_of_week
from ..queries.sessions import class_strip
from .doors import class_and_pupil, for_checkers

CLASSES_A_PAGE = 24


@for_checkers
@require_safe
def classes(request: SignedInRequest) -> HttpResponse:
    """Own classes of this year first, with what waits there."""
    mine = classes_of(request.user).order_by("-year__starts_on", "school__name", "grade", "name")
    page = Paginator(mine, CLASSES_A_PAGE).get_page(request.GET.get("page"))
    lines = class_lines(page.object_list)
    schools = {line.classroom.school_id for line in lines}
    context = {"page": page, "lines": lines, "several_schools": len(schools) > 1}
    return render(request, "reading/classes.html", context)


@for_checkers
@require_safe
def class_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pupils × weeks, quiet pupils first."""
    classroom = get_object_or_404(classes_of(request.user), pk=pk)
    by_name = request.GET.get("urut") == "nama"
    table = class_table(classroom, by_name=by_name)
    figure = weeks_figure(table.sums[::-1])
    context = {
        "classroom": classroom,
        "table": table,
        "by_name": by_name,
        "week_badges": badges_of_week(classroom),
        "waiting": ReadingLog.objects.in_classes([classroom]).waiting().count(),
        "chart": kept_charts(classroom.pk, {"class-weeks": figure})["class-weeks"],
        "strip": class_strip(classroom, classroom.school.today()),
    }
    return render(request, "reading/class_page.html", context)


@for_checkers
@require_safe
def class_reader(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """One pupil's journal, as far as it was written in this class."""
    classroom, person = class_and_pupil(request, pk, pupil)
    entries = ReadingLog.objects.of(person.user).in_classes([classroom]).with_book().newest_first()
    context = {
        "classroom": classroom,
        "pupil": person,
        "sums": reader_sums(person.user, classroom.school.today()),
        "finished": ShelfBook.objects.of(person.user).finished().count(),
        "page": Paginator(entries, 20).get_page(request.GET.get("page")),
        "return_form": ReturnForm(auto_id=False),
        "standing": reader_standing(person, classroom, request.user),
    }
    return render(request, "reading/class_reader.html", context)
