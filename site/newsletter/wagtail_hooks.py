"""The way from the CMS to the newsletter's desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class DeskItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("newsletter.edit_issues")


@hooks.register("register_admin_menu_item")
def to_the_newsletter() -> MenuItem:
    return DeskItem(
        _("Newsletter"), reverse_lazy("newsletter_desk"), name="newsletter", icon_name="mail", order=900
    )
