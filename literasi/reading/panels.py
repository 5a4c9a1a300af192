"""What reading adds to the pages of earlier apps."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from literasi.catalogue.models import Title
from ui.localise import number

from .models import Review
from .permissions import is_pupil, is_reader
from .queries.reviews import reviews_of
from .services.reviews import has_read


def log_this_title(request: HttpRequest, title: Title) -> str:
    """On a title's page: a pupil logs it in one tap. Nothing for anybody else."""
    if not is_pupil(request.user):
        return ""
    return render_to_string("reading/_title_panel.html", {"title": title}, request)


def reviews_of_title(request: HttpRequest, title: Title) -> str:
    """Published reviews by initials; whoever has read the book finds the way to their own."""
    reads = is_reader(request.user)
    own = Review.objects.of(request.user).filter(title=title).first() if reads else None  # type: ignore[arg-type]
    reviews = reviews_of(title, request.GET.get("resensi"))
    context = {
        "title": title,
        "reviews": reviews,
        "average_shown": number(reviews.average, 1),
        "own": own,
        "may_write": reads and own is None and has_read(request.user, title),  # type: ignore[arg-type]
    }
    return render_to_string("reading/_review_panel.html", context, request).strip()
