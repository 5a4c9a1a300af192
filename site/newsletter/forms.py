"""An address, how often, and what about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.models import NewsCategory

from .models import Issue, Pace, Subscriber


class WishesForm(forms.Form):
    pace = forms.ChoiceField(
        label=_("How often"), choices=Pace, initial=Pace.WEEKLY, widget=forms.RadioSelect
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("What about"),
        queryset=NewsCategory.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing, and you get all news."),
    )

    def __init__(self, *args: Any, subscriber: Subscriber | None = None, **kwargs: Any) -> None:
        if subscriber:
            kwargs["initial"] = {"pace": subscriber.pace, "categories": subscriber.categories.all()}
        super().__init__(*args, **kwargs)
        categories = NewsCategory.objects.all()
        self.fields["categories"].queryset = categories  # type: ignore[attr-defined]
        if not categories:
            del self.fields["categories"]


class SubscribeForm(WishesForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We use it for this newsletter only. Pupils ask their parents to subscribe."),
    )
    field_order = ["email", "pace", "categories"]


class IntroductionForm(forms.ModelForm[Issue]):
    class Meta:
        model = Issue
        fields = ["introduction"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"introduction": _("A few warm sentences above the news, if you like.")}
