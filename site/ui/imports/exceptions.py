"""Why a file is refused or not loaded. Each class says its own sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class ImportRefused(Exception):
    """The file, or the way it is meant to be used, cannot be accepted. Nothing was changed."""

    message = _("This file cannot be read.")

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values


class FileGone(ImportRefused):
    message = _("The uploaded file is no longer here. Upload it again.")


class Busy(ImportRefused):
    message = _("Something else was changing the same data. Nothing was loaded; please try again.")


class BrokenOff(ImportRefused):
    message = _("The work was broken off several times and nothing was loaded. Try it with a smaller file.")
