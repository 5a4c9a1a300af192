"""A reading list's own words, and what is said of one of its titles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import School

CITY = "kota"


class ReadingListForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the list"),
        max_length=120,
        error_messages={"required": _("A list needs a name.")},
    )
    purpose = forms.CharField(
        label=_("What it is for"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    is_public = forms.BooleanField(label=_("Show this list to the public"), required=False)


class NewListForm(ReadingListForm):
    """For which school, too, where there is a choice."""

    place = forms.ChoiceField(label=_("For whom"))
    field_order = ("place", "name", "purpose", "is_public")

    def __init__(self, *args: Any, schools: list[School | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {str(school.pk) if school else CITY: school for school in schools}
        names = [
            (key, school.name if school else _("The whole city")) for key, school in self.schools.items()
        ]
        self.fields["place"].choices = names  # type: ignore[attr-defined]
        if len(names) == 1:
            del self.fields["place"]

    def values(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        key = said.pop("place", next(iter(self.schools)))
        return {**said, "school": self.schools[key]}


class MarkForm(forms.Form):
    compulsory = forms.BooleanField(required=False)
    note = forms.CharField(max_length=200, required=False)
