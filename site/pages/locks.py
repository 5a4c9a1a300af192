"""A page that an editor locked is published by nobody else, from the lists of the CMS neither."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

from accounts.models import User

from .proofs import Fault


def faults_for(page: Page, user: User | None) -> list[Fault]:
    """The form asks about locks; approving and publishing many at once do not. No user: its hour has come."""
    if user is None or not page.locked or page.locked_by_id == user.pk:
        return []
    if page.locked_by is None:
        return [Fault("title", _("This page is locked."))]
    name = get_user_display_name(page.locked_by)
    return [Fault("title", _("%(name)s has locked this page. Ask them to unlock it.") % {"name": name})]
