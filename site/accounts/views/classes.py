"""A class list for its teacher: new PINs in two taps, cards to cut out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts import cards, pins, services
from accounts.models import Pupil
from accounts.permissions import taught_classrooms
from accounts.requests import SignedInRequest


@login_required
def class_pupils(request: SignedInRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_classrooms(request.user).select_related("school", "year"), pk=pk)
    listed = Pupil.objects.listed_in([classroom]).select_related("user").defer("nisn", "birth_date").by_name()
    seated = set(Pupil.objects.in_class(classroom).values_list("pk", flat=True))
    waiting = sum(_waits(pupil) for pupil in listed if pupil.pk in seated)
    context = {"classroom": classroom, "pupils": listed, "seated": seated, "waiting": waiting}
    return render(request, "accounts/class_pupils.html", context)


def _waits(pupil: Pupil) -> bool:
    return pins.is_waiting(pupil.user)


@never_cache
@login_required
def pupil_pin(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """POST makes a new first PIN; GET shows it until the pupil has chosen their own."""
    classroom = get_object_or_404(taught_classrooms(request.user), pk=pk)
    seated = get_object_or_404(Pupil.objects.in_class(classroom).select_related("user", "school"), pk=pupil)
    if request.method == "POST":
        services.reset_pin(seated.user, actor=request.user)
        return redirect("pupil_pin", pk=pk, pupil=pupil)
    pin = pins.first_pin(seated.user) if pins.is_waiting(seated.user) else ""
    context = {"classroom": classroom, "pupil": seated, "pin": pin}
    return render(request, "accounts/pupil_pin.html", context)


@never_cache
@login_required
def pin_cards(request: SignedInRequest, pk: int) -> HttpResponse:
    """The class's cards as PDF; `?murid=<id>` prints one."""
    classroom = get_object_or_404(taught_classrooms(request.user).select_related("school"), pk=pk)
    pupils = Pupil.objects.in_class(classroom).select_related("user").by_name()
    if (one := request.GET.get("murid", "")).isdecimal():
        pupils = pupils.filter(pk=int(one))
    base_url = request.build_absolute_uri("/")
    pdf = cards.print_cards(classroom, list(pupils), actor=request.user, base_url=base_url)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="kartu-pin-{classroom.pk}.pdf"'
    return response
