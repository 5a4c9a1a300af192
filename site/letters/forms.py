"""What visitors and staff type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import codes, registry
from .models import Letter, LetterState


class CodeForm(forms.Form):
    """The code beside the QR code; an address or number and code in one line do as well."""

    kode = forms.CharField(
        label=_("Code on the letter"),
        max_length=300,
        help_text=_("Twelve letters and digits beside the QR code, for example 7KQF-2M9X-C4TD."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    letter: Letter

    def clean_kode(self) -> str:
        code = codes.read_code(self.cleaned_data["kode"])
        if not code:
            raise forms.ValidationError(_("The code has twelve letters and digits. Type all of them."))
        found = Letter.objects.published().known_as(code).first()
        if found is None:
            raise forms.ValidationError(
                _("We know no letter with this code. Compare it with the paper sign by sign.")
            )
        self.letter = found
        return code


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Colleagues and the person it is about see it."
            " Everybody else only sees that the letter is revoked."
        ),
    )


class RegisterFilter(forms.Form):
    """Kind and state stand in the address; words never do, because they may be a name."""

    jenis = forms.ChoiceField(label=_("Kind"), required=False)
    keadaan = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *LetterState.choices]
    )

    def __init__(self, *args: Any, used: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slugs = sorted({*used, *(kind.slug for kind in registry.all_kinds())})
        field = self.fields["jenis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all")), *((slug, registry.name_of(slug)) for slug in slugs)]


class RegisterSearch(RegisterFilter):
    cari = forms.CharField(label=_("Number, name or code"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("jenis", "keadaan"):
            self.fields[name].widget = forms.HiddenInput()
