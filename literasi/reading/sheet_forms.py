"""What parents and teachers write about a journal on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .exceptions import ReadingError

RELATIONS = [("Ibu", _("mother")), ("Ayah", _("father")), ("Wali", _("guardian")), ("Lainnya", _("other"))]


class _Refusing(forms.Form):
    def refuse(self, error: ReadingError) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))


class SignatureForm(_Refusing):
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    relation = forms.ChoiceField(
        label=_("Relation to the child"), choices=RELATIONS, widget=forms.RadioSelect, initial="Ibu"
    )


class RetellingForm(forms.Form):
    version = forms.IntegerField()
    note = forms.CharField(max_length=200, required=False)


class JournalForm(_Refusing):
    """Which days to print."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class FindSheetForm(_Refusing):
    """A sheet by its number, or by a photograph of its code."""

    number = forms.CharField(
        label=_("Number of the sheet"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    photo = forms.FileField(
        label=_("Photograph of the code"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )


class SheetForm(_Refusing):
    """The totals of a sheet."""

    days = forms.MultipleChoiceField(
        label=_("Days of reading"), widget=forms.CheckboxSelectMultiple, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes in all"),
        min_value=0,
        max_value=9999,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    pages = forms.IntegerField(
        label=_("Pages in all"),
        min_value=0,
        max_value=9999,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    book = forms.CharField(label=pgettext_lazy("book", "Title"), max_length=300, required=False)
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    finished = forms.BooleanField(label=_("The book was finished"), required=False)
    signed = forms.BooleanField(label=_("A parent has signed the sheet"), required=False)

    def __init__(self, *args: Any, days: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = days  # type: ignore[attr-defined]
