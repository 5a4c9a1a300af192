"""Choosing a file to load, and what to take along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, School, User
from accounts.permissions import taught_classrooms
from ui.imports.forms import UploadField
from ui.sheets import MAX_BYTES, TABLE_FILES

from .models import ExchangeKind, ExportForm


class TableForm(forms.Form):
    file = UploadField(
        label=_("File"),
        help_text=_("Excel (.xlsx, .xls) or CSV, 10 MB and 10,000 rows at most."),
        accept=TABLE_FILES,
        limit=MAX_BYTES,
    )
    verify = forms.BooleanField(label=_("I have checked these entries: verify them at once"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != ExchangeKind.LOGS:
            del self.fields["verify"]


class GoodreadsForm(forms.Form):
    file = UploadField(
        label=_("Goodreads file"),
        help_text=_("The file goodreads_library_export.csv, 10 MB at most."),
        accept=".csv,text/csv",
        limit=MAX_BYTES,
    )


class ExportChoice(forms.Form):
    """Which entries, and as what kind of file."""

    classroom = forms.ModelChoiceField(
        label=_("Class"),
        queryset=Classroom.objects.none(),
        required=False,
        empty_label=_("all my classes"),
    )
    first_day = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Up to"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    form = forms.ChoiceField(label=_("File type"), choices=ExportForm.choices, initial=ExportForm.XLSX)

    def __init__(self, *args: Any, school: School, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = taught_classrooms(user).filter(school=school).select_related("year")
        self.fields["classroom"].queryset = classes.order_by("-year__starts_on", "grade", "name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return data
