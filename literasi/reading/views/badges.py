"""A pupil's badges, and the page where staff keep the rules."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import School
from accounts.permissions import managed_schools, scope_of
from accounts.requests import SignedInRequest

from ..forms import BadgeForm
from ..models import Badge
from ..queries.badges import awards_of, badges_ahead
from ..services.badges import own_badges, save_badge
from ..services.feats import feats_of
from .doors import for_keepers, for_readers, school_of


@for_readers
@require_safe
def my_badges(request: SignedInRequest) -> HttpResponse:
    """What is earned, with its day; what is still ahead, calmly."""
    awards = awards_of(request.user)
    tallies, _schools = feats_of([request.user.pk])
    context = {"awards": awards, "ahead": badges_ahead(school_of(request), awards, tallies[request.user.pk])}
    return render(request, "reading/my_badges.html", context)


@for_keepers
@require_safe
def manage_badges(request: SignedInRequest) -> HttpResponse:
    """The badges of the visitor's schools, and the city's, which hold everywhere."""
    city = scope_of(request.user).city
    schools = [] if city else list(managed_schools(request.user))
    context = {
        "city": city,
        "schools": [(school, list(own_badges(school))) for school in schools],
        "city_badges": own_badges(None),
    }
    return render(request, "reading/manage_badges.html", context)


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def add_badge(request: SignedInRequest) -> HttpResponse:
    """For the city, or for one of one's own schools (`?sekolah=`)."""
    return _edit(request, Badge(school=_school(request)))


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def edit_badge(request: SignedInRequest, pk: int) -> HttpResponse:
    city = scope_of(request.user).city
    mine = own_badges(None) if city else Badge.objects.filter(school__in=managed_schools(request.user))
    return _edit(request, get_object_or_404(mine.select_related("school"), pk=pk))


def _school(request: SignedInRequest) -> School | None:
    if scope_of(request.user).city:
        return None
    schools = managed_schools(request.user)
    asked = request.GET.get("sekolah")
    return get_object_or_404(schools, npsn=asked) if asked else schools.order_by("name")[:1].get()


def _edit(request: SignedInRequest, badge: Badge) -> HttpResponse:
    new = badge.pk is None
    form = BadgeForm(request.POST or None, instance=badge)
    if request.method == "POST" and form.is_valid():
        try:
            save_badge(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except IntegrityError:
            form.add_error(None, _("There is already a badge for this."))
        else:
            messages.success(request, _("Saved. Readers who have earned it see it in a few minutes."))
            return redirect("manage_badges")
    return render(request, "reading/edit_badge.html", {"form": form, "badge": badge, "new": new})
