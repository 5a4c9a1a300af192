"""Under which terms a digital work may be read, kept and passed on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

DEEDS = "https://creativecommons.org/"


class Licence(models.TextChoices):
    BY = "cc-by", "CC BY 4.0"
    BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    BY_ND = "cc-by-nd", "CC BY-ND 4.0"
    BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
    BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND 4.0"
    CC0 = "cc0", "CC0 1.0"
    PUBLIC_DOMAIN = "pd", _("Public domain")
    PERMISSION = "permission", _("Used with permission")
    SOURCE = "source", _("Terms of the site it stands on")

    @property
    def url(self) -> str:
        """The terms in words anybody understands; empty where only a note can tell them."""
        match self:
            case Licence.CC0:
                return f"{DEEDS}publicdomain/zero/1.0/deed.id"
            case Licence.PUBLIC_DOMAIN:
                return f"{DEEDS}publicdomain/mark/1.0/deed.id"
            case Licence.PERMISSION | Licence.SOURCE:
                return ""
        return f"{DEEDS}licenses/{self.value.removeprefix('cc-')}/4.0/deed.id"

    @property
    def explained(self) -> str:
        return str(EXPLAINED[self])


EXPLAINED = {
    Licence.BY: _("Copy, change and pass on; name the authors."),
    Licence.BY_SA: _("Copy, change and pass on under the same terms; name the authors."),
    Licence.BY_ND: _("Copy and pass on unchanged; name the authors."),
    Licence.BY_NC: _("Copy, change and pass on, but not for money; name the authors."),
    Licence.BY_NC_SA: _("Copy, change and pass on under the same terms, not for money; name the authors."),
    Licence.BY_NC_ND: _("Copy and pass on unchanged, not for money; name the authors."),
    Licence.CC0: _("Its makers have given up all rights: use it as you like."),
    Licence.PUBLIC_DOMAIN: _("Nobody holds rights in it any more: use it as you like."),
    Licence.PERMISSION: _("The authors allowed it to be read here. Ask them for anything else."),
    Licence.SOURCE: _("Free to read there. What else is allowed, that site says."),
}
