"""What editors meet in the CMS, and what they do not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page

from . import autosaving
from .choosers import book_chooser
from .models import HomePage, NewsIndexPage

# Daily work happens on the site; the CMS is for words and pictures.
HIDDEN_ITEMS = {"help", "reports"}


@hooks.register("construct_main_menu")
def hide_what_editors_do_not_need(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_ITEMS]


@hooks.register("register_admin_menu_item")
def back_to_the_site() -> MenuItem:
    return MenuItem(_("To the site"), "/", icon_name="home", order=10_000)


@hooks.register("insert_global_admin_css")
def in_the_sites_inks() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("register_admin_viewset")
def choosing_books() -> ChooserViewSet:
    return book_chooser


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_what_the_site_stands_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST" or not issubclass(page.specific_class, HomePage | NewsIndexPage):
        return None
    messages.error(request, _("The site stands on this page: it can be edited, but not taken away."))
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def keep_it_in_bulk_too(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type not in ("delete", "unpublish", "move"):
        return None
    refusals = (keep_what_the_site_stands_on(request, page) for page in objects if isinstance(page, Page))
    return next((refusal for refusal in refusals if refusal is not None), None)


@hooks.register("after_create_page")
def remember_what_was_kept_in_the_background(request: HttpRequest, page: Page) -> None:
    autosaving.remember(request, page)


@hooks.register("before_create_page")
def make_room_for_the_same_form(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    autosaving.make_room(request, parent)
