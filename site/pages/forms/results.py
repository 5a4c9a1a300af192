"""Looking through answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.models import FormAnswer, FormPage
from pages.models.answers import FormAnswerQuerySet


class AnswerFilter(forms.Form):
    q = forms.CharField(label=_("Words in the answer"), required=False, max_length=100)
    dari = forms.DateField(
        label=_("Sent from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sampai = forms.DateField(
        label=_("until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def answers(self, page: FormPage) -> FormAnswerQuerySet:
        """Those it lets through; nonsense lets everything through, and the form says so."""
        data: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        found = FormAnswer.objects.to(page).newest_first()
        if data.get("q"):
            found = found.saying(data["q"])
        if data.get("dari"):
            found = found.filter(created_at__date__gte=data["dari"])
        if data.get("sampai"):
            found = found.filter(created_at__date__lte=data["sampai"])
        return found.select_related("user") if page.named else found
