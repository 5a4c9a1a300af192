"""Programmes as a table: one row each. A file makes drafts and changes drafts; people start them."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Classroom, School
from literasi.catalogue.services.keys import fold
from ui.imports.importer import Progress
from ui.sheets.labelled import Line

from ..exceptions import ReadingError
from ..models import Evidence, Interval, Metric, Programme, ReadingImport, ReadingList, State
from ..permissions import runs_programme
from ..services import Blueprint, change_programme, create_programme
from . import writing
from .columns import Column, TableResource
from .plan import Outcome, Plan
from .values import Choice, Day, Number, Text, YesNo, plain


class Grades(Text):
    """7, 8 and 9."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        numbers = [int(n) for n in re.findall(r"\d+", plain(value))]
        if any(n > 13 for n in numbers):
            raise ValueError(_("A grade is a number from 0 to 13."))
        return sorted(set(numbers))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return ", ".join(map(str, value or ()))


class ProgrammeResource(TableResource):
    name = Column(gettext_lazy("Programme"), Text(120), attribute="name", needed=True,
                  also=("nama program", "nama"))  # fmt: skip
    purpose = Column(gettext_lazy("What it is for"), Text(1000, lines=True), attribute="purpose",
                     also=("tujuan",))  # fmt: skip
    starts_on = Column(gettext_lazy("Starts on"), Day(), attribute="starts_on", needed=True, also=("mulai",))
    ends_on = Column(gettext_lazy("Ends on"), Day(), attribute="ends_on", needed=True, also=("selesai",))
    metric = Column(gettext_lazy("Counted in"), Choice(Metric, Metric.MINUTES), attribute="metric",
                    also=("satuan",))  # fmt: skip
    interval = Column(gettext_lazy("Every"), Choice(Interval, Interval.WEEK), attribute="interval",
                      also=("tiap",))  # fmt: skip
    value = Column(gettext_lazy("Goal"), Number(1_000_000, 1), attribute="value", needed=True)
    community_goal = Column(
        gettext_lazy("Goal of all together"), Number(1_000_000_000, 1), attribute="community_goal"
    )
    for_staff = Column(gettext_lazy("Teachers too"), YesNo(), attribute="for_staff")
    grades = Column(gettext_lazy("Grades"), Grades(60), attribute="grades", also=("tingkat",))
    classes = Column(gettext_lazy("Classes"), Text(500), also=("kelas", "rombel"))
    weakest_evidence = Column(
        gettext_lazy("Weakest evidence"), Choice(Evidence, Evidence.SELF), attribute="weakest_evidence"
    )
    verified_only = Column(gettext_lazy("Only verified"), YesNo(), attribute="verified_only")
    response_least = Column(gettext_lazy("Shortest response"), Number(2000), attribute="response_least")
    non_textbooks_only = Column(gettext_lazy("No textbooks"), YesNo(), attribute="non_textbooks_only")
    days_back = Column(gettext_lazy("Days late at most"), Number(365), attribute="days_back")
    reading_list = Column(gettext_lazy("Reading list"), Text(120), attribute="reading_list__name")
    list_only = Column(gettext_lazy("Only the list counts"), YesNo(), attribute="list_only")
    state = Column(gettext_lazy("State"), Choice(State), attribute="state", read=False)

    def dehydrate_classes(self, programme: Programme) -> str:
        return ", ".join(room.name for room in programme.classrooms.all())


@dataclass
class Wish:
    """A programme to make, or a draft to change."""

    programme: Programme | None
    blueprint: Blueprint
    token: uuid.UUID


class _TakenBackError(Exception):
    """Raised to take a trial back."""


class ProgrammeTable:
    resource_class = ProgrammeResource

    def readers(self, upload: ReadingImport, lines: list[Line]) -> list[int]:
        return []

    def plan(self, upload: ReadingImport, lines: list[Line]) -> Plan:
        """Each row is tried in a transaction that is taken back, so that all rules of programmes hold."""
        resource, plan = ProgrammeResource(), Plan()
        rooms = {fold(room.name): room for room in Classroom.objects.of(upload.school).current()}
        lists = {fold(kept.name): kept for kept in
                 ReadingList.objects.kept_up().of_schools([upload.school_id]).order_by("-pk")}  # fmt: skip
        seen: set[str] = set()
        for line in lines:
            values, problem = resource.cleaned(line.cells)
            heading = str(values.get("name") or line.cells.get("name", ""))
            try:
                if problem or fold(heading) in seen:
                    raise ValueError(problem or _("This programme stands twice in the file."))
                outcome = self._judge(upload, resource, values, rooms, lists, plan)
                seen.add(fold(heading))
                plan.add(line.row, outcome, heading)
            except ValidationError as error:
                plan.add(line.row, Outcome.ERROR, heading, "", " ".join(error.messages))
            except (ValueError, ReadingError) as error:
                plan.add(line.row, Outcome.ERROR, heading, "", str(error))
        return plan

    def _judge(
        self,
        upload: ReadingImport,
        resource: ProgrammeResource,
        values: dict[str, Any],
        rooms: dict[str, Classroom],
        lists: dict[str, ReadingList],
        plan: Plan,
    ) -> Outcome:
        known = Programme.objects.filter(school=upload.school, name__iexact=values["name"]).first()
        blueprint = _blueprint(resource, values, rooms, lists, known)
        if known and _same(known, blueprint):
            return Outcome.UNCHANGED
        if known and known.state != State.DRAFT:
            raise ValueError(_("This programme has started; change it on its own page."))
        if known and (upload.uploaded_by is None or not runs_programme(upload.uploaded_by, known)):
            raise ValueError(_("This programme is not yours to change."))
        wish = Wish(known, blueprint, writing.number_of(upload.school_id, "programme", fold(values["name"])))
        try:
            with transaction.atomic():
                _carry_out(wish, upload)
                raise _TakenBackError
        except _TakenBackError:
            plan.things.append(wish)
        return Outcome.UPDATED if known else Outcome.CREATED

    def write(self, plan: Plan, upload: ReadingImport, progress: Progress) -> None:
        for number, wish in enumerate(plan.things):
            _carry_out(wish, upload)
            progress(40 + 55 * number // len(plan.things))


def _carry_out(wish: Wish, upload: ReadingImport) -> None:
    by = upload.uploaded_by
    if by is None:
        return
    if wish.programme:
        change_programme(wish.programme, wish.blueprint, by=by)
    else:
        create_programme(wish.blueprint, school=upload.school, by=by, token=wish.token)


def _blueprint(
    resource: ProgrammeResource,
    values: dict[str, Any],
    rooms: dict[str, Classroom],
    lists: dict[str, ReadingList],
    known: Programme | None,
) -> Blueprint:
    """What a file does not say, such as quotas and certificates, stays as it is."""
    names = [name.strip() for name in values["classes"].split(",") if name.strip()]
    if unknown := [name for name in names if fold(name) not in rooms]:
        raise ValueError(resource.problem("classes", _("Not a class of this year: %s.") % unknown[0]))
    kept = lists.get(fold(values["reading_list"])) if values["reading_list"] else None
    if values["reading_list"] and kept is None:
        raise ValueError(resource.problem("reading_list", _("There is no such reading list.")))
    fields = {name: value for name, value in values.items() if name not in ("classes", "reading_list")}
    fields |= {"reading_list": kept, "response_least": values["response_least"] or 0}
    return Blueprint(
        fields=fields,
        classrooms=tuple(dict.fromkeys(rooms[fold(name)] for name in names)),
        quotas=tuple(known.quotas.values_list("kind", "value", "least")) if known else (),
        levels=tuple(known.certificate_levels.values_list("name", "medal", "least")) if known else (),
    )


def _same(known: Programme, blueprint: Blueprint) -> bool:
    classes = {room.pk for room in known.classrooms.all()}
    return classes == {room.pk for room in blueprint.classrooms} and all(
        getattr(known, name) == value for name, value in blueprint.fields.items()
    )


def programmes_at(school: School) -> Any:
    """The rows of an export: the school's own programmes."""
    found = Programme.objects.filter(school=school).select_related("reading_list")
    return found.prefetch_related("classrooms").order_by("starts_on", "pk")
