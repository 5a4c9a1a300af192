"""Choices of notices, and a telephone number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from . import registry
from .gateways import phone
from .models import Channel, Contact, Preference
from .registry import BY_PHONE, EMAIL, IN_APP, NoticeKind

NAMES = {IN_APP: _("on this site"), EMAIL: _("by e-mail"), **{c: Channel(c).label for c in BY_PHONE}}


class WishForm(forms.Form):
    """One line per kind, one box per channel that this person can have."""

    def __init__(self, *args: Any, user: User, pupil: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kinds = registry.kinds_for(pupil=pupil)
        self.ways = [IN_APP] if pupil else [IN_APP, EMAIL, *(c for c in BY_PHONE if phone.available(c))]
        chosen = {(row.kind, row.channel): row.wanted for row in Preference.objects.of(user)}
        contact = Contact.objects.filter(user=user).first()
        if not pupil:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language of messages"),
                choices=settings.LANGUAGES,
                initial=contact.language if contact else settings.LANGUAGE_CODE,
            )
        for kind in self.kinds:
            self.fields[kind.slug] = self._boxes(kind, chosen)

    def _boxes(self, kind: NoticeKind, chosen: dict[tuple[str, str], bool]) -> forms.MultipleChoiceField:
        ways = [channel for channel in self.ways if kind.goes_by(channel)]
        on = [c for c in ways if chosen.get((kind.slug, c), kind.default_on or c == IN_APP)]
        return forms.MultipleChoiceField(
            label=str(kind.name),
            required=False,
            choices=[(channel, NAMES[channel]) for channel in ways],
            initial=on,
            widget=forms.CheckboxSelectMultiple,
        )

    def choices(self) -> dict[tuple[str, str], bool]:
        """(kind, channel) → wanted, for every box that was shown."""
        return {
            (kind.slug, channel): channel in self.cleaned_data[kind.slug]
            for kind in self.kinds
            for channel, _label in self.fields[kind.slug].choices  # type: ignore[attr-defined]
        }


class PhoneForm(forms.Form):
    """A number and how messages come to it."""

    number = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("For example 0812 3456 7890. We send a code to it, to be sure that it is yours."),
    )
    by = forms.ChoiceField(label=_("Messages by"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(c, Channel(c).label) for c in ("whatsapp", "sms") if phone.available(c)]
        self.fields["by"].choices = ways  # type: ignore[attr-defined]
        self.fields["by"].initial = ways[0][0] if ways else None


class CodeForm(forms.Form):
    """The six digits that were sent."""

    code = forms.CharField(
        label=_("Code from the message"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
