"""The programme builder's form."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Classroom, School
from literasi.catalogue.kinds import Genre
from literasi.catalogue.models import Level
from literasi.catalogue.search.facets import language_name

from .exceptions import ReadingError
from .models import Evidence, Interval, Medal, Metric, Programme, QuotaKind, ReadingList
from .programme_templates import school_year
from .queries.programmes import Home
from .services import Blueprint
from .services.programmes import HARMLESS, RULES

GRADES = range(1, 13)
QUOTA_ROWS = 4
LEVEL_ROWS = 4
LANGUAGES = (
    "id",
    "en",
    "ar",
    "jv",
    "su",
    "mad",
    "min",
    "bug",
    "mak",
    "ban",
    "ace",
    "bjn",
    "sas",
    "bbc",
    "bew",
)
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
LIMITS = tuple(name for name in HARMLESS if "_per_" in name)
LIMIT_LABELS = {
    "minutes_per_entry_warning": _("Minutes in one entry: warn from"),
    "minutes_per_entry": _("Minutes in one entry: at most"),
    "minutes_per_day_warning": _("Minutes in one day: warn from"),
    "minutes_per_day": _("Minutes in one day: at most"),
    "pages_per_entry_warning": _("Pages in one entry: warn from"),
    "pages_per_entry": _("Pages in one entry: at most"),
    "pages_per_day_warning": _("Pages in one day: warn from"),
    "pages_per_day": _("Pages in one day: at most"),
}


class ProgrammeForm(forms.ModelForm):
    """`home` says for whom it may be: a whole school, some classes, or the city."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    grades = forms.TypedMultipleChoiceField(
        label=_("Grades"),
        coerce=int,
        choices=[(n, n) for n in GRADES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: every grade."),
    )
    weakest_evidence = forms.TypedChoiceField(
        label=_("Weakest evidence that counts"), coerce=int, choices=Evidence.choices, initial=Evidence.SELF
    )

    class Meta:
        model = Programme
        fields = ("name", "purpose", *RULES, "schools", "classrooms", "community_goal", "is_public", *LIMITS)
        widgets = {
            "starts_on": DAY,
            "ends_on": DAY,
            "purpose": forms.Textarea({"rows": 3}),
            "schools": forms.CheckboxSelectMultiple,
            "classrooms": forms.CheckboxSelectMultiple,
        }
        labels = {"response_least": _("Shortest response, in characters"), **LIMIT_LABELS}
        help_texts = {
            "community_goal": _("For the thermometer: what everybody reads together."),
            "response_least": _("0: no response is asked for."),
            "days_back": _("Empty: as the school's own limits say."),
            "is_public": _("Shows what classes reach together, never a name."),
        }

    def __init__(self, *args: Any, home: Home, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.initial.setdefault("token", uuid.uuid4())
        if not self.instance.pk:
            today = home.school.today() if home.school else timezone.localdate()
            start = {"starts_on": today, "ends_on": school_year(today)[1], "value": 75}
            self.initial = {**self.initial, **start}
        self._fit_audience()
        kept = Q(retired_at__isnull=True) | Q(pk=self.instance.reading_list_id)
        lists = ReadingList.objects.filter(kept)
        mine = lists.filter(school=home.school) | lists.filter(school__isnull=True)
        self._choose("reading_list", mine)
        self.fields["metric"].choices = Metric.choices  # type: ignore[attr-defined]
        self.fields["interval"].choices = Interval.choices  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.widget.attrs["inputmode"] = "numeric"

    def _fit_audience(self) -> None:
        home = self.home
        if home.school is None:
            del self.fields["classrooms"]
            self._choose("schools", School.objects.all())
            self.fields["schools"].help_text = _("None ticked: every school.")
            return
        del self.fields["schools"]
        if home.whole:
            rooms = Classroom.objects.of(home.school).current()
            if self.instance.pk:
                rooms = rooms | Classroom.objects.filter(pk__in=self.instance.classrooms.values("pk"))
            self.fields["classrooms"].help_text = _("None ticked: every class.")
        else:
            rooms = Classroom.objects.filter(pk__in=[room.pk for room in home.classrooms])
            self.fields["classrooms"].required = True
            del self.fields["for_staff"]
            if not self.instance.pk:
                self.initial.setdefault("classrooms", list(rooms))
        self._choose("classrooms", rooms)

    def _choose(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def blueprint(self, quotas: Rows, levels: Rows) -> Blueprint:
        said = self.cleaned_data
        fields = {name: said[name] for name in ("name", "purpose", *HARMLESS, *RULES) if name in said}
        return Blueprint(
            fields={"for_staff": False, **fields},
            schools=tuple(said.get("schools") or ()),
            classrooms=tuple(said.get("classrooms") or ()),
            quotas=tuple(quotas.rows()),
            levels=tuple(levels.rows()),
        )

    def refuse(self, error: ReadingError) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))


def quota_choices() -> list[tuple[Any, Any]]:
    """Everything a quota can ask for, as `kind:value`."""
    return [
        ("", _("– none –")),
        (f"{QuotaKind.REGIONAL}:", _("in a regional language")),
        (_("Language"), [(f"{QuotaKind.LANGUAGE}:{code}", language_name(code)) for code in LANGUAGES]),
        (pgettext_lazy("book", "Level"), [(f"{QuotaKind.LEVEL}:{code}", code) for code in Level.values]),
        (_("Kind of book"), [(f"{QuotaKind.GENRE}:{code}", name) for code, name in Genre.choices]),
    ]


class QuotaRow(forms.Form):
    least = forms.IntegerField(label=_("At least"), min_value=1, max_value=500, required=False)
    what = forms.ChoiceField(label=_("books"), choices=quota_choices, required=False)

    def row(self) -> tuple[str, str, int] | None:
        kind, _colon, value = self.cleaned_data.get("what", "").partition(":")
        return (kind, value, self.cleaned_data.get("least") or 1) if kind else None

    @staticmethod
    def initial_of(quota: tuple[str, str, int]) -> dict[str, Any]:
        kind, value, least = quota
        return {"what": f"{kind}:{value}", "least": least}


class LevelRow(forms.Form):
    least = forms.IntegerField(label=_("From"), min_value=1, max_value=1_000_000, required=False)
    name = forms.CharField(label=_("Name of the level"), max_length=60, required=False)
    medal = forms.ChoiceField(label=_("Medal"), choices=Medal.choices, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("name") and not said.get("least") and "least" not in self.errors:
            self.add_error("least", _("From how much on is this level given?"))
        return said

    def row(self) -> tuple[str, str, int] | None:
        said = self.cleaned_data
        if not said.get("least"):
            return None
        medal = said.get("medal") or Medal.BRONZE
        return (said.get("name") or str(Medal(medal).label).capitalize(), medal, said["least"])

    @staticmethod
    def initial_of(level: tuple[str, str, int]) -> dict[str, Any]:
        return dict(zip(("name", "medal", "least"), level, strict=True))


class Rows:
    """A fixed number of small rows under the form; those left empty do not count."""

    def __init__(
        self, row: type[QuotaRow] | type[LevelRow], prefix: str, data: Any, known: list, count: int
    ) -> None:
        initial = [row.initial_of(one) for one in known]
        count = max(count, len(known) + 1)
        self.open = bool(known) or data is not None
        self.forms = [
            row(data, prefix=f"{prefix}-{n}", initial=initial[n] if n < len(initial) else None)
            for n in range(count)
        ]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    def rows(self) -> list[tuple[str, str, int]]:
        """What was said, the same kind once."""
        found = {}
        for form in self.forms:
            if (row := form.row()) is not None:  # type: ignore[attr-defined]
                found[row[:2] if isinstance(form, QuotaRow) else row[2]] = row
        return list(found.values())


def quota_rows(data: Any, programme: Programme | None) -> Rows:
    known = list(programme.quotas.values_list("kind", "value", "least")) if programme else []
    return Rows(QuotaRow, "kuota", data, known, QUOTA_ROWS)


def level_rows(data: Any, programme: Programme | None) -> Rows:
    known = list(programme.certificate_levels.values_list("name", "medal", "least")) if programme else []
    return Rows(LevelRow, "tingkat", data, known, LEVEL_ROWS)
