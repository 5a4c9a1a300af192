"""Programmes as readers and the public see them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest

from ..announcing import programme_image, programme_in_words_of_machines
from ..models import Programme
from ..permissions import is_reader
from ..queries.attainment import public_attainment
from ..queries.certificates import own_certificates
from ..queries.progress import Progress, card_of, progress_in, progress_of
from ..sentences import together_text
from .doors import for_readers
from .programme_planning import sentences_of

PROGRAMMES_A_PAGE = 12


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """A reader's own programmes; for everybody those with a public page."""
    public = Programme.objects.public().select_related("school")
    context = {
        "mine": progress_of(request.user) if is_reader(request.user) else None,  # type: ignore[arg-type]
        "page": Paginator(public.order_by("-state", "-starts_on", "name"), PROGRAMMES_A_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "reading/programmes.html", context)


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """What the programme is for, and how far everybody together has come. Nobody is named."""
    public = Programme.objects.public().select_related("school", "reading_list")
    found = get_object_or_404(public, slug=slug)
    context = {
        "programme": found,
        "found": public_attainment(found),
        "image": programme_image(found),
        "structured": programme_in_words_of_machines(found),
        "community": together_text(found.metric),
        **sentences_of(found),
    }
    return render(request, "reading/programme.html", context)


def _own(request: SignedInRequest, slug: str) -> Progress:
    rows = Programme.objects.counting().select_related("school", "reading_list")
    progress = progress_in(request.user, get_object_or_404(rows, slug=slug))
    if progress is None:
        raise Http404
    return progress


@for_readers
@require_safe
def my_programme(request: SignedInRequest, slug: str) -> HttpResponse:
    """One's own way through a programme: periods, what is missing, certificates."""
    progress = _own(request, slug)
    context = {
        "progress": progress,
        "programme": progress.programme,
        "squares": card_of(progress, request.user),
        "letters": own_certificates(request.user, progress.programme),
        **sentences_of(progress.programme),
    }
    return render(request, "reading/my_programme.html", context)


@for_readers
@require_safe
def reading_card(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list as a card to fill, for the screen and for paper."""
    progress = _own(request, slug)
    squares = card_of(progress, request.user)
    if not squares:
        raise Http404
    context = {
        "progress": progress,
        "programme": progress.programme,
        "squares": squares,
        "done": sum(square.done for square in squares),
    }
    return render(request, "reading/reading_card.html", context)
