"""Signed forms on paper, and the guardian's own answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import GuardianUnnamed
from accounts.models import Relation
from accounts.services import Guardian

from . import purposes

YES, NO = "yes", "no"


class GuardianForm(forms.Form):
    """Who says so."""

    name = forms.CharField(
        label=_("Name of the parent or guardian"),
        max_length=120,
        error_messages={"required": GuardianUnnamed.message},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    relation = forms.ChoiceField(label=_("Relation to the child"), choices=Relation)

    @property
    def guardian(self) -> Guardian:
        relation = self.cleaned_data["relation"] or Relation.GUARDIAN
        return Guardian(self.cleaned_data["name"], relation)


class PaperForm(GuardianForm):
    """One pupil's signed form; only purposes that are not agreed to yet can be ticked."""

    purposes = forms.MultipleChoiceField(
        label=_("Ticked on the form"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["purposes", "name", "relation"]

    def __init__(self, *args: Any, held: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(purpose.code, purpose.title) for purpose in purposes.every() if purpose.code not in held]
        self.fields["purposes"].choices = choices  # type: ignore[attr-defined]
        for name in ("name", "relation"):
            self.fields[name].required = False  # nothing ticked, nothing signed
        self.has_open = bool(choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("purposes") and not data.get("name", "").strip():
            self.add_error("name", GuardianUnnamed.message)
        return data


def signed_forms(forms: Mapping[int, PaperForm]) -> dict[int, tuple[Guardian, list[str]]]:
    """Pupil id → who signed what, of the valid forms on which something is ticked."""
    return {
        pk: (form.guardian, form.cleaned_data["purposes"])
        for pk, form in forms.items()
        if form.cleaned_data["purposes"]
    }


class AnswerForm(GuardianForm):
    """Yes or no to each purpose, in its current words; no until a guardian says yes."""

    def __init__(self, *args: Any, held: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in purposes.every():
            self.fields[purpose.code] = forms.ChoiceField(
                label=str(purpose.title),
                help_text=str(purpose.current.text),
                choices=[(YES, _("Yes, I agree")), (NO, _("No"))],
                initial=YES if purpose.code in held else NO,
                widget=forms.RadioSelect,
            )
        self.order_fields([*(purpose.code for purpose in purposes.every()), "name", "relation"])

    @property
    def answers(self) -> dict[str, bool]:
        return {purpose.code: self.cleaned_data[purpose.code] == YES for purpose in purposes.every()}
