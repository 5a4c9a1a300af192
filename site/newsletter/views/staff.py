"""The editors' desk: what goes out next, and what went out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from newsletter import contents, queries, services
from newsletter.exceptions import NewsletterError
from newsletter.forms import IntroductionForm
from newsletter.mailing import ISSUE_HTML, issue_words
from newsletter.models import Issue
from notices.gateways.mail import preview

View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def entered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm("newsletter.edit_issues"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return entered


@for_editors
@require_safe
def newsletter_desk(request: SignedInRequest) -> HttpResponse:
    return _desk(request)


@for_editors
@require_safe
def preview_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """The e-mail as it would look now, all categories; one that went out, as it went out."""
    issue = get_object_or_404(Issue, pk=pk)
    words = issue_words(issue, contents.of(issue))
    nonce = getattr(request, "csp_nonce", "")
    return HttpResponse(preview(ISSUE_HTML, words, nonce=str(nonce)))


@for_editors
@require_POST
def introduce_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    issue = get_object_or_404(Issue, pk=pk)
    form = IntroductionForm(request.POST, instance=issue)
    if not form.is_valid():
        return _desk(request, {issue.pk: form})
    try:
        services.introduce(issue, form.cleaned_data["introduction"], by=request.user)
    except NewsletterError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The introduction is saved."))
    return redirect("newsletter_desk")


@for_editors
@require_POST
def hold_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hold back, or with `release` let go."""
    issue, releases = get_object_or_404(Issue, pk=pk), "release" in request.POST
    try:
        (services.release if releases else services.hold)(issue, by=request.user)
    except NewsletterError as error:
        messages.error(request, str(error))
    else:
        said = _("The issue goes out when it is due.") if releases else _("The issue is held back.")
        messages.success(request, said)
    return redirect("newsletter_desk")


def _desk(request: SignedInRequest, sent: dict[int, IntroductionForm] | None = None) -> HttpResponse:
    """Forms that were sent and refused stay as they are."""
    coming = [
        (one, (sent or {}).get(one.issue.pk) or IntroductionForm(instance=one.issue, auto_id=_ids(one.issue)))
        for one in queries.next_issues()
    ]
    context = {
        "coming": coming,
        "counts": queries.subscriber_counts(),
        "earlier": queries.earlier_issues(),
    }
    return render(request, "newsletter/newsletter_desk.html", context)


def _ids(issue: Issue) -> str:
    return f"{issue.pace}-%s"
