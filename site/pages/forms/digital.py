"""One work of the digital collection: what it is, whose, and under which terms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from literasi.catalogue.forms import LANGUAGES
from literasi.catalogue.search.facets import language_name
from pages.licences import Licence
from pages.models.parts import SitePageForm


def languages() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in LANGUAGES]


class DigitalItemForm(SitePageForm):
    """A draft may lack its file; what is published leads to exactly one work and names its terms."""

    language = forms.ChoiceField(label=_("language"), choices=languages, initial="id")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("document") and data.get("address"):
            self.add_error("address", _("Give either a file or an address, not both."))
        elif not self.is_deferred_validation:
            for name, sentence in lacking(data):
                if name not in self.errors:
                    self.add_error(name, sentence)
        return data


def lacking(data: dict[str, Any]) -> list[tuple[str, Any]]:
    """(field, sentence) for everything without which a work may not be published."""
    found: list[tuple[str, Any]] = []
    document, address, licence = data.get("document"), data.get("address") or "", data.get("licence")
    if licence not in Licence.values:
        found.append(("licence", _("Without a licence, nothing may be published.")))
    if not document and not address:
        found.append(("document", _("Choose a file, or give the address where the work can be read.")))
    if address and urlsplit(address).scheme != "https":
        found.append(("address", _("An address of a digital work begins with https://.")))
    if licence == Licence.PERMISSION and not data.get("licence_note"):
        found.append(("licence_note", _("Say who gave permission, and when.")))
    if licence == Licence.SOURCE and document:
        found.append(("licence", _("These terms are for links. For a file, say under which licence it is.")))
    return found
