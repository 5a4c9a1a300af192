"""Wagtail's own views where they do not fit our people."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel


class OwnSettings(AccountView):
    """Language, time zone and look of the CMS. Name and e-mail belong to the site's own account pages,
    and a portrait would be stored as it was taken."""

    def get_panels(self) -> list[Any]:
        unwanted = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, unwanted)]


cms_account = require_admin_access(OwnSettings.as_view())
