"""Schools of the installation, each with its classes and the people who run it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts import registry, services
from accounts.forms import SchoolForm
from accounts.models import Classroom, Grant
from accounts.permissions import OVERSEERS, manages_school, overseen_schools, scope_of
from accounts.requests import SignedInRequest


@login_required
def schools(request: SignedInRequest) -> HttpResponse:
    """The schools this person looks after or heads; one school needs no list."""
    scope = scope_of(request.user)
    if not scope.has(*OVERSEERS):
        raise PermissionDenied
    listed = overseen_schools(request.user).annotate(
        pupil_count=Count("pupils", filter=Q(pupils__left_on__isnull=True))
    )
    if not scope.city and len(listed) == 1:
        return redirect("school", npsn=listed[0].npsn)
    return render(request, "accounts/schools.html", {"schools": listed, "may_add": scope.city})


@login_required
def add_school(request: SignedInRequest) -> HttpResponse:
    if not scope_of(request.user).city:
        raise PermissionDenied
    form = SchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_school(actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The school is here. Load its roster or add its people next."))
            return redirect("school", npsn=made.npsn)
    return render(request, "accounts/add_school.html", {"form": form})


@login_required
def school(request: SignedInRequest, npsn: str) -> HttpResponse:
    """Classes of the running year, and everyone with a role here. A principal sees it and changes nothing."""
    place = get_object_or_404(overseen_schools(request.user), npsn=npsn)
    manages = manages_school(request.user, place)
    seated = Q(enrolments__ends_on__isnull=True)
    classes = Classroom.objects.of(place).current().annotate(pupil_count=Count("enrolments", filter=seated))
    grants = Grant.objects.at(place).select_related("user", "classroom").order_by("user__name", "role", "pk")
    context = {
        "school": place,
        "classes": classes,
        "grants": grants,
        "manages": manages,
        "roster_url": url_of("import_roster", npsn) if manages else "",
        "links": links_of(npsn, manages=manages),
    }
    return render(request, "accounts/school.html", context)


def links_of(npsn: str, *, manages: bool) -> list[tuple[object, str]]:
    """What later apps offer on the school's page."""
    offered = [*registry.report_links, *(registry.school_links if manages else [])]
    return [(label, url) for label, name in offered if (url := url_of(name, npsn))]


def url_of(name: str, npsn: str) -> str:
    """The address of a school's page; empty where this installation has no such page."""
    try:
        return reverse(name, args=[npsn])
    except NoReverseMatch:
        return ""
