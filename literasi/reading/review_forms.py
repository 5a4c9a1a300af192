"""What a reader says about a book, and why a moderator gives it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .exceptions import ReadingError
from .forms import STARS
from .services.reviews import LEAST_CHARACTERS


class ReviewForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("Stars for this book"), coerce=int, choices=STARS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=pgettext_lazy("form", "Your review"),
        min_length=LEAST_CHARACTERS,
        max_length=3000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "What is it about, what stayed with you, and who should read it? Do not give the end away."
        ),
    )

    def refuse(self, error: ReadingError) -> None:
        """Show a broken rule beside the field it is about."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


READY_NOTES = [
    ("more", _("Tell a little more about the book: what happens, and what you think of it.")),
    ("own", _("Please write it in your own words.")),
    ("end", _("Please do not give the end of the story away.")),
    ("kind", _("Please say it in a friendlier way.")),
    ("private", _("Leave out names, addresses and telephone numbers of real people.")),
]


class ReturnReviewForm(forms.Form):
    """One of the ready notes, one's own words, or both."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ready = forms.ChoiceField(
        label=_("Ready note"), choices=[("", _("– own words –")), *READY_NOTES], required=False
    )
    note = forms.CharField(label=_("Own words"), max_length=200, required=False)

    def text(self) -> str:
        ready: dict[str, Any] = dict(READY_NOTES)
        return f"{ready.get(self.cleaned_data['ready'], '')} {self.cleaned_data['note']}".strip()
