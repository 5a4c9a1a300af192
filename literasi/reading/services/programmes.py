"""The verbs of programmes: plan, change, start, end, copy, throw away."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Classroom, School, User
from audit.services import record

from .. import exceptions as broken
from ..counting import compile_plan
from ..models import CertificateLevel, Programme, ProgrammeQuota, State
from ..permissions import plans_whole_school
from ..programme_templates import Template
from .programme_checks import check
from .recounting import ask_for_count

# What may change while a programme runs without counting anything anew.
HARMLESS = (
    "name",
    "purpose",
    "community_goal",
    "is_public",
    "minutes_per_entry_warning",
    "minutes_per_entry",
    "minutes_per_day_warning",
    "minutes_per_day",
    "pages_per_entry_warning",
    "pages_per_entry",
    "pages_per_day_warning",
    "pages_per_day",
)
RULES = (
    "starts_on",
    "ends_on",
    "metric",
    "interval",
    "value",
    "for_pupils",
    "for_staff",
    "grades",
    "weakest_evidence",
    "verified_only",
    "response_least",
    "non_textbooks_only",
    "days_back",
    "reading_list",
    "list_only",
)


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """What whoever plans a programme decides. Quotas: (kind, value, least); levels: (name, medal, least)."""

    fields: Mapping[str, Any]
    schools: tuple[School, ...] = ()
    classrooms: tuple[Classroom, ...] = ()
    quotas: tuple[tuple[str, str, int], ...] = ()
    levels: tuple[tuple[str, str, int], ...] = ()


@transaction.atomic
def create_programme(
    blueprint: Blueprint,
    *,
    school: School | None,
    by: User,
    token: uuid.UUID | None = None,
    copied_from: Programme | None = None,
    template: str = "",
) -> Programme:
    """A draft. The same `token` from the same person answers the programme it made the first time."""
    token = token or uuid.uuid4()
    name = str(blueprint.fields["name"])
    programme = Programme(
        school=school,
        slug=f"{slugify(name)[:70].strip('-') or 'program'}-{token.hex[:8]}",
        template=template,
        made_by=by,
        copied_from=copied_from,
    )
    _put(programme, blueprint)
    check(programme, blueprint, by)
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError:
        earlier = Programme.objects.filter(slug=programme.slug, made_by=by).first()
        if earlier is None:
            raise
        return earlier
    _relate(programme, blueprint)
    record("create_programme", programme, actor=by, school=school, template=template)
    return programme


@transaction.atomic
def change_programme(programme: Programme, blueprint: Blueprint, *, by: User) -> Programme:
    """Change it; where a started programme's rules changed, everything is counted anew."""
    row = _locked(programme)
    before = _rules(row)
    _put(row, blueprint)
    if row.state == State.ENDED:  # it does not come back to life
        row.ends_on = min(row.ends_on, _today(row.school))
    check(row, blueprint, by)
    row.save()
    _relate(row, blueprint)
    anew = row.state != State.DRAFT and _rules(row) != before
    if anew:
        ask_for_count([row])
    record("change_programme", row, actor=by, school=row.school, counted_anew=anew)
    return row


@transaction.atomic
def start_programme(programme: Programme, *, by: User) -> Programme:
    """From now on it counts, and what was read since its first day, too. Starting twice starts once."""
    row = _locked(programme)
    if row.state == State.RUNNING:
        return row
    if row.state != State.DRAFT:
        raise broken.NotADraft
    if row.ends_on < _today(row.school):
        raise broken.AlreadyOver
    row.state = State.RUNNING
    row.save(update_fields=["state"])
    compile_plan(row)
    ask_for_count([row])
    record("start_programme", row, actor=by, school=row.school)
    return row


@transaction.atomic
def start_template(
    template: Template, *, school: School | None, classrooms: Iterable[Classroom], by: User, token: uuid.UUID
) -> Programme:
    """A ready programme, started at once; the same token again answers the same programme."""
    first, last = template.days(_today(school), school)
    fields = {
        "name": str(template.name),
        "purpose": str(template.purpose),
        "starts_on": first,
        "ends_on": last,
        **template.fields,
    }
    blueprint = Blueprint(
        fields=fields,
        classrooms=tuple(classrooms),
        quotas=tuple(template.quotas),
        levels=tuple((str(name), medal, least) for name, medal, least in template.levels),
    )
    draft = create_programme(blueprint, school=school, by=by, token=token, template=template.key)
    return start_programme(draft, by=by)


@transaction.atomic
def end_programme(programme: Programme, *, by: User) -> Programme:
    """Nothing read after today counts; entries of its days still do when they come late."""
    row = _locked(programme)
    if row.state != State.RUNNING:
        raise broken.NotRunning
    row.state = State.ENDED
    row.ends_on = max(row.starts_on, min(row.ends_on, _today(row.school)))
    row.save(update_fields=["state", "ends_on"])
    compile_plan(row)
    record("end_programme", row, actor=by, school=row.school)
    return row


@transaction.atomic
def copy_programme(programme: Programme, *, by: User) -> Programme:
    """A draft of the same for the year after; classes of this year do not come along, grades do.

    A copy that still lies there as a draft is answered again.
    """
    row = _locked(programme)
    waiting = row.copies.filter(state=State.DRAFT, made_by=by).first()
    if waiting:
        return waiting
    fields = {name: getattr(row, name) for name in (*HARMLESS, *RULES)}
    fields |= {"starts_on": _next_year(row.starts_on), "ends_on": _next_year(row.ends_on)}
    blueprint = Blueprint(
        fields=fields,
        schools=tuple(row.schools.all()),
        classrooms=_same_classes(row, by),
        quotas=tuple(row.quotas.values_list("kind", "value", "least")),
        levels=tuple(row.certificate_levels.values_list("name", "medal", "least")),
    )
    return create_programme(blueprint, school=row.school, by=by, copied_from=row, template=row.template)


@transaction.atomic
def delete_programme(programme: Programme, *, by: User) -> None:
    """Throw a draft away; what has been started stays on record."""
    row = _locked(programme)
    if row.state != State.DRAFT:
        raise broken.NotADraft
    record("delete_programme", row, actor=by, school=row.school)
    row.delete()


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)


def _today(school: School | None) -> Any:
    return school.today() if school else timezone.localdate()


def _next_year(day: Any) -> Any:
    return (
        day.replace(year=day.year + 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + 1)
    )


def _same_classes(programme: Programme, by: User) -> tuple[Classroom, ...]:
    """Next year's classes are not known by their name: whoever must name classes names them anew."""
    if plans_whole_school(by, programme.school):
        return ()
    return tuple(programme.classrooms.all())


def _put(programme: Programme, blueprint: Blueprint) -> None:
    for name in (*HARMLESS, *RULES):
        if name in blueprint.fields:
            setattr(programme, name, blueprint.fields[name])


def _relate(programme: Programme, blueprint: Blueprint) -> None:
    programme.schools.set(blueprint.schools)
    programme.classrooms.set(blueprint.classrooms)
    programme.quotas.all().delete()
    ProgrammeQuota.objects.bulk_create(
        ProgrammeQuota(programme=programme, kind=kind, value=value, least=least)
        for kind, value, least in blueprint.quotas
    )
    programme.certificate_levels.all().delete()
    CertificateLevel.objects.bulk_create(
        CertificateLevel(programme=programme, name=name, medal=medal, least=least)
        for name, medal, least in blueprint.levels
    )
    compile_plan(programme)


def _rules(programme: Programme) -> tuple:
    return (*(getattr(programme, name) for name in RULES), programme.plan)
