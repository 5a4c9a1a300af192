"""What a pupil sees of their own reading, and of their class."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Classroom
from accounts.requests import SignedInRequest

from .. import services
from ..counting import verdicts_of
from ..models import ReadingLog, Review, ShelfBook
from ..queries import class_lines, pause_of, pupil_of, reader_sums, streak_of
from ..queries.badges import celebrate
from ..queries.classes import class_weeks
from ..queries.progress import progress_of
from ..queries.suggestions import suggestions_for
from ..weeks import last_weeks
from .doors import for_pupils, for_readers, school_of, today_of

ENTRIES_SHOWN = 15
SUGGESTIONS_SHOWN = 3
CLASS_WEEKS = 6


@for_readers
@require_safe
def my_reading(request: SignedInRequest) -> HttpResponse:
    """Today, this week, what came back from the teacher, and the journal itself."""
    today = today_of(request)
    entries = ReadingLog.objects.of(request.user).with_book()
    current = ShelfBook.objects.of(request.user).reading().latest_first().first()
    page = Paginator(entries.newest_first(), ENTRIES_SHOWN).get_page(request.GET.get("page"))
    verdicts = verdicts_of(page.object_list)
    for log in page.object_list:
        log.verdicts = verdicts[log.pk]  # type: ignore[attr-defined]
    context = {
        "pause": pause_of(request.user),
        "sums": reader_sums(request.user, today),
        "programmes_mine": progress_of(request.user),
        "streak": streak_of(request.user, school_of(request), today),
        "new_badges": celebrate(request.user) if request.method == "GET" else [],
        "finished": ShelfBook.objects.of(request.user).finished().count(),
        "current": current,
        "suggestions": [] if current else suggestions_for(request.user, today, SUGGESTIONS_SHOWN),
        "returned": entries.returned().newest_first()[:ENTRIES_SHOWN],
        "reviews": dict(Review.objects.of(request.user).order_by().values_list("title_id", "state")),
        "page": page,
    }
    return render(request, "reading/my_reading.html", context)


@for_readers
@require_safe
def my_shelf(request: SignedInRequest) -> HttpResponse:
    books = ShelfBook.objects.of(request.user).with_title()
    context = {
        "reading": books.reading().latest_first(),
        "set_aside": books.set_aside().latest_first(),
        "wanted": books.wanted().order_by("-pk"),
        "page": Paginator(books.finished().order_by("-finished_on", "-pk"), 24).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "reading/my_shelf.html", context)


@for_readers
@require_POST
def move_shelf_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set a book aside, or take it up again (`to=reading`)."""
    book = get_object_or_404(ShelfBook.objects.of(request.user), pk=pk)
    (services.take_up if request.POST.get("to") == "reading" else services.set_aside)(book)
    return redirect("my_shelf")


@for_pupils
@require_safe
def my_class(request: SignedInRequest) -> HttpResponse:
    """Figures of the pupil's own class; no classmate is named or ranked."""
    pupil = pupil_of(request.user)
    classroom = (
        Classroom.objects.filter(enrolments__pupil=pupil, enrolments__ends_on__isnull=True)
        .select_related("school")
        .first()
    )
    if classroom is None:
        return render(request, "reading/my_class.html", {"classroom": None})
    mondays = last_weeks(classroom.school.today(), CLASS_WEEKS)
    weeks = class_weeks(classroom, mondays)
    context = {
        "classroom": classroom,
        "line": class_lines([classroom])[0],
        "weeks": weeks,
        "most": max([week.minutes for week in weeks] + [1]),
    }
    return render(request, "reading/my_class.html", context)
