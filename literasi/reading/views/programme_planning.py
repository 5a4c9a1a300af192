"""The desk of programmes: list, templates, builder, verbs."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest

from .. import services
from ..counting import Plan
from ..exceptions import ReadingError
from ..models import Programme
from ..permissions import plans_whole_school
from ..programme_forms import ProgrammeForm, level_rows, quota_rows
from ..programme_templates import TEMPLATES, Template
from ..queries.programmes import Home, homes_of, programmes_of
from ..sentences import audience_text, conditions, rule_text, window_text
from .doors import for_planners

PROGRAMMES_A_PAGE = 20


@for_planners
@require_safe
def manage_programmes(request: SignedInRequest) -> HttpResponse:
    """What runs, what lies there as a draft, and templates to start from."""
    programmes = programmes_of(request.user).order_by("state", "-starts_on", "name")
    homes = homes_of(request.user)
    context = {
        "page": Paginator(programmes, PROGRAMMES_A_PAGE).get_page(request.GET.get("page")),
        "homes": homes,
        "templates": [t for t in TEMPLATES.values() if not t.for_staff_only or any(h.whole for h in homes)],
    }
    return render(request, "reading/manage_programmes.html", context)


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def start_template(request: SignedInRequest, key: str) -> HttpResponse:
    """The second click: what the template will do, and a button that starts it."""
    template = TEMPLATES.get(key)
    home = _home(request)
    if template is None or (template.for_staff_only and not home.whole):
        raise Http404
    if request.method == "POST":
        return _start(request, template, home)
    context = {
        "template": template,
        "home": home,
        "homes": homes_of(request.user),
        "token": uuid.uuid4(),
        **_preview_of(template, home),
    }
    return render(request, "reading/start_template.html", context)


def _start(request: SignedInRequest, template: Template, home: Home) -> HttpResponse:
    try:
        token = uuid.UUID(request.POST.get("token", ""))
    except ValueError as error:
        raise Http404 from error
    if not home.whole:
        template = _for_pupils_only(template)
    programme = services.start_template(
        template, school=home.school, classrooms=home.classrooms, by=request.user, token=token
    )
    messages.success(request, _("The programme is running. What was read since its first day counts, too."))
    return redirect("programme_desk", programme.pk)


def _for_pupils_only(template: Template) -> Template:
    return dataclasses.replace(template, fields={**template.fields, "for_staff": False})


def _preview_of(template: Template, home: Home) -> dict[str, Any]:
    today = home.school.today() if home.school else timezone.localdate()
    first, last = template.days(today, home.school)
    fields = dict(template.fields)
    if not home.whole:
        fields["for_staff"] = False
    programme = Programme(
        school=home.school, name=str(template.name), starts_on=first, ends_on=last, **fields
    )
    programme.plan = {"quotas": template.quotas}
    return sentences_of(programme, [room.name for room in home.classrooms])


def sentences_of(programme: Programme, class_names: list[str] | None = None) -> dict[str, Any]:
    """The programme in words, for every page that shows it."""
    plan = Plan.of(programme)
    return {
        "rule": rule_text(programme),
        "window": window_text(programme),
        "audience": audience_text(plan, class_names),
        "conditions": conditions(plan),
    }


def _home(request: SignedInRequest) -> Home:
    """Where the visitor plans: the school asked for, else the first of theirs; 404 without any."""
    homes = homes_of(request.user)
    asked = request.GET.get("sekolah") or request.POST.get("sekolah")
    if asked:
        homes = [home for home in homes if home.school and home.school.npsn == asked]
    if not homes:
        raise Http404
    return homes[0]


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: SignedInRequest) -> HttpResponse:
    return _build(request, _home(request), None)


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def edit_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    programme = run_by(request, pk)
    return _build(request, _home_of(request, programme), programme)


def _home_of(request: SignedInRequest, programme: Programme) -> Home:
    """A programme stays where it is; a teacher's keeps to classes of their own."""
    if plans_whole_school(request.user, programme.school):
        return Home(programme.school)
    homes = [home for home in homes_of(request.user) if home.school == programme.school]
    return homes[0] if homes else Home(programme.school, tuple(programme.classrooms.all()), whole=False)


def _build(request: SignedInRequest, home: Home, programme: Programme | None) -> HttpResponse:
    data = request.POST or None
    form = ProgrammeForm(data, instance=programme, home=home)
    quotas, levels = quota_rows(data, programme), level_rows(data, programme)
    checked = [part.is_valid() for part in (form, quotas, levels)] if data is not None else [False]
    if all(checked):
        blueprint = form.blueprint(quotas, levels)
        try:
            if programme:
                saved = services.change_programme(programme, blueprint, by=request.user)
            else:
                token = form.cleaned_data["token"]
                saved = services.create_programme(blueprint, school=home.school, by=request.user, token=token)
        except ReadingError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The programme has been saved."))
            return redirect("programme_desk", saved.pk)
    context = {"form": form, "quotas": quotas, "levels": levels, "home": home, "programme": programme}
    return render(request, "reading/build_programme.html", context)


@for_planners
@require_POST
def programme_sentence(request: SignedInRequest) -> HttpResponse:
    """The rule in words while it is being put together."""
    form = ProgrammeForm(request.POST, home=_home(request))
    quotas = quota_rows(request.POST, None)
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    whole = {"metric", "interval", "value", "starts_on", "ends_on"} <= said.keys() and quotas.is_valid()
    context: dict[str, Any] = {}
    if whole:
        draft = form.instance
        draft.reading_list = said.get("reading_list")
        draft.plan = {"quotas": quotas.rows()}
        context = sentences_of(draft, [room.name for room in said.get("classrooms") or ()])
    return render(request, "reading/_programme_sentence.html", context)


def run_by(request: SignedInRequest, pk: int) -> Programme:
    """A programme the visitor may run; 404 for everybody else."""
    programme = get_object_or_404(programmes_of(request.user), pk=pk)
    if not request.user.has_perm("reading.run_programme", programme):
        raise Http404
    return programme


def _verb(request: SignedInRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    programme = run_by(request, pk)
    try:
        answer = act(programme, by=request.user)
    except ReadingError as error:
        messages.error(request, str(error))
        return redirect("programme_desk", programme.pk)
    messages.success(request, said)
    return redirect("programme_desk", answer.pk) if answer else redirect("manage_programmes")


@for_planners
@require_POST
def start_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    said = _("The programme is running. What was read since its first day counts, too.")
    return _verb(request, pk, services.start_programme, said)


@for_planners
@require_POST
def end_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, services.end_programme, _("The programme has ended. What was reached stays."))


@for_planners
@require_POST
def copy_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    said = _("This is the copy for next year, as a draft. Look at its days and start it when it is time.")
    return _verb(request, pk, services.copy_programme, said)


@for_planners
@require_POST
def delete_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, services.delete_programme, _("The draft has been thrown away."))
