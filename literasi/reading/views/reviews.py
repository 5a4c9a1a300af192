"""Reviews: the reader writes, somebody else publishes."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from literasi.catalogue.models import Title
from ui.addresses import own_address

from ..exceptions import NotRead, ReadingError
from ..models import Review
from ..queries.reviews import signs_of, words_to_begin_with
from ..review_forms import ReturnReviewForm, ReviewForm
from ..services import reviews as services
from .doors import for_checkers, for_readers

REVIEWS_A_PAGE = 20
TICKET = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")


@for_readers
@require_safe
def my_reviews(request: SignedInRequest) -> HttpResponse:
    mine = Review.objects.of(request.user).with_title()
    page = Paginator(mine, REVIEWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reading/my_reviews.html", {"page": page})


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def write_review(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new review of a title, or the one that stands."""
    title = get_object_or_404(Title.objects.with_authors(), pk=pk)
    review = Review.objects.of(request.user).filter(title=title).first()
    if review is None and not services.has_read(request.user, title):
        messages.warning(request, str(NotRead()))
        return redirect(title)
    if request.method == "POST":
        form = ReviewForm(request.POST)
        if form.is_valid() and _send(request, title, form):
            return redirect("my_reviews")
    else:
        begun = words_to_begin_with(request.user, title, request.GET.get("catatan", ""))
        said = {"rating": review.rating, "text": review.text} if review else begun
        form = ReviewForm(initial=said)
    context = {"form": form, "book": title, "review": review}
    return render(request, "reading/write_review.html", context)


def _send(request: SignedInRequest, title: Title, form: ReviewForm) -> bool:
    try:
        services.write_review(request.user, title, **form.cleaned_data)
    except ReadingError as error:
        form.refuse(error)
        return False
    messages.success(request, _("Your review has been sent. It appears once your teacher has read it."))
    return True


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_review(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.of(request.user).with_title(), pk=pk)
    if request.method == "POST":
        services.withdraw_review(review, by=request.user)
        messages.success(request, _("Your review has been withdrawn."))
        return redirect("my_reviews")
    return render(request, "reading/withdraw_review.html", {"review": review})


@for_checkers
@require_http_methods(["GET", "HEAD", "POST"])
def review_queue(request: SignedInRequest) -> HttpResponse:
    """What waits, oldest first; with ?status=terbit what is published, newest first."""
    if request.method == "POST":
        return _publish(request)
    published = request.GET.get("status") == "terbit"
    mine = Review.objects.moderated_by(request.user).with_people().with_title()
    newest, oldest = ("-moderated_at", "-pk"), ("created_at", "pk")
    shown = mine.published().order_by(*newest) if published else mine.waiting().order_by(*oldest)
    page = Paginator(shown, REVIEWS_A_PAGE).get_page(request.GET.get("page"))
    signs = signs_of(page.object_list)
    context = {
        "page": page,
        "rows": [(review, signs[review.pk]) for review in page.object_list],
        "published": published,
        "return_form": ReturnReviewForm(auto_id=False),
    }
    return render(request, "reading/review_queue.html", context)


@for_checkers
@require_POST
def return_review(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.moderated_by(request.user), pk=pk)
    form = ReturnReviewForm(request.POST)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            services.return_review(review, version=version, note=form.text(), by=request.user)
            messages.success(request, _("The review went back to its writer with your note."))
        except ReadingError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("The note is too long: 200 characters at most."))
    return redirect(own_address(request, request.POST.get("next")) or "review_queue")


def _publish(request: SignedInRequest) -> HttpResponse:
    tickets = _tickets(request.POST)
    if not tickets:
        messages.warning(request, _("Tick at least one review first."))
        return redirect("review_queue")
    try:
        outcome = services.publish_reviews(tickets, by=request.user)
    except Review.DoesNotExist as error:
        raise Http404 from error
    _say(request, outcome)
    return redirect("review_queue")


def _tickets(post: QueryDict) -> dict[int, int]:
    """`id:version` of the ticked reviews, or of the whole page; what is no ticket is 404."""
    sent = post.getlist("page_review" if post.get("which") == "all" else "review")
    tickets = [TICKET.fullmatch(ticket) for ticket in sent]
    if not all(tickets):
        raise Http404
    return {int(ticket[1]): int(ticket[2]) for ticket in tickets if ticket}


def _say(request: SignedInRequest, outcome: services.ModerationOutcome) -> None:
    if count := len(outcome.published):
        messages.success(
            request, ngettext("%(n)d review published.", "%(n)d reviews published.", count) % {"n": count}
        )
    elif outcome.already:
        messages.info(request, _("These reviews had already been published."))
    for review in outcome.changed:
        messages.warning(
            request,
            _("%(name)s has just changed the review of %(book)s. Look at it again.")
            % {"name": review.reader.name, "book": review.title.title},
        )
