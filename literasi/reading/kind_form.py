"""The form that says what kind of book one written by hand is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from literasi.catalogue.forms import LANGUAGES
from literasi.catalogue.search.facets import language_name

from .models import ShelfBook


class KindForm(forms.ModelForm):
    class Meta:
        model = ShelfBook
        fields = ("language", "genre", "level", "textbook")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys((*LANGUAGES, *filter(None, [self.instance.language])))
        choices = [("", _("I do not know")), *((code, language_name(code)) for code in codes)]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices, required=False)
        for name in ("genre", "level"):
            field = self.fields[name]
            field.choices = [("", _("I do not know")), *field.choices[1:]]  # type: ignore[attr-defined]
