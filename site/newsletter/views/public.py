"""Subscribing, and the subscription's own page. Its token is the permission: it came by e-mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletter import limits, services
from newsletter.exceptions import LinkOver
from newsletter.forms import SubscribeForm, WishesForm
from newsletter.models import Subscriber
from newsletter.own_data import data_of

View = Callable[..., HttpResponse]


def by_token(view: View) -> View:
    """Unlisted, and never told to another site; a link that is over says so."""

    @never_cache
    @wraps(view)
    def entered(request: HttpRequest, token: str) -> HttpResponse:
        try:
            answer = view(request, token)
        except LinkOver:
            answer = render(request, "newsletter/link_over.html", status=404)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return entered


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Every address gets the same answer: nobody learns here who subscribes."""
    form = SubscribeForm(request.POST or None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "newsletter/subscribe.html", {"form": form})
    if not limits.network_may_ask(request):
        form.add_error(None, _("Very many addresses came from this network. Try again in an hour."))
        return render(request, "newsletter/subscribe.html", {"form": form}, status=429)
    email = form.cleaned_data["email"]
    if limits.address_may_ask(request, email):
        services.ask(
            email, pace=form.cleaned_data["pace"], categories=form.cleaned_data.get("categories", ())
        )
    return render(request, "newsletter/asked.html")


@by_token
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, or change what comes; mail scanners open links, so that looking changes nothing."""
    subscriber = _of(token)
    if not subscriber.is_confirmed:
        return render(request, "newsletter/confirm_newsletter.html", {"subscriber": subscriber})
    form = WishesForm(request.POST or None, subscriber=subscriber)
    if form.is_bound and form.is_valid():
        services.change(
            token, pace=form.cleaned_data["pace"], categories=form.cleaned_data.get("categories", ())
        )
        messages.success(request, _("Your choice is saved."))
        return redirect(subscriber)
    return render(request, "newsletter/subscription.html", {"subscriber": subscriber, "form": form})


@by_token
@require_POST
def confirm_newsletter(request: HttpRequest, token: str) -> HttpResponse:
    subscriber = services.confirm(token)
    messages.success(request, _("You are on the list. The next issue comes by itself."))
    return redirect(subscriber)


@csrf_exempt  # mail programs post here without a cookie (RFC 8058); the token is the permission
@by_token
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_newsletter(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks; POST deletes, and says the same to whoever has left before."""
    if request.method == "POST":
        services.leave(token)
        return render(request, "newsletter/left.html")
    return render(request, "newsletter/unsubscribe_newsletter.html", {"subscriber": _of(token)})


@by_token
@require_safe
def newsletter_data(request: HttpRequest, token: str) -> HttpResponse:
    """Everything kept of the address."""
    answer = JsonResponse(data_of(_of(token)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer.headers["Content-Disposition"] = 'attachment; filename="langganan.json"'
    return answer


def _of(token: str) -> Subscriber:
    found = Subscriber.objects.filter(token=token).prefetch_related("categories").first()
    if found is None or found.is_over(timezone.now()):
        raise LinkOver
    return found
