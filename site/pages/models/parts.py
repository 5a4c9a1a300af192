"""What all our pages share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page
from wagtail.search import index

from pages import caching, stems

from .pictures import Picture, with_renditions

# Where the smaller kinds of pages may stand: below the home page, or below a standard page.
PARENTS = ["pages.HomePage", "pages.StandardPage"]


class Pattern(models.TextChoices):
    """Batik geometry (ui.batik) that covers are drawn from where there is no photograph."""

    KAWUNG = "kawung", "Kawung"
    PARANG = "parang", "Parang"
    MEGA_MENDUNG = "mega_mendung", "Mega mendung"
    TRUNTUM = "truntum", "Truntum"
    CEPLOK = "ceplok", "Ceplok"


def pictures_in(*streams: StreamValue | None) -> list[Picture]:
    """Every picture a stream of blocks shows."""
    return [
        block.value["image"]
        for stream in streams
        for block in stream or []
        if block.block_type == "picture" and block.value.get("image")
    ]


def is_taken(slug: str) -> bool:
    """Whether an app answers at `/<slug>/` already: a page there could never be seen."""
    try:
        return resolve(f"/{slug}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


class SitePageForm(WagtailAdminPageForm):
    """Drafts may be unfinished; what is published or handed in may not show children without consent."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.parent_page.depth == 2 and is_taken(data.get("slug") or ""):
            self.add_error("slug", _("The site itself uses this address. Choose another one."))
        if self.is_deferred_validation:
            return data
        for name, pictures in self.pictures_by_field(data):
            if any(not picture.may_be_shown for picture in pictures):
                self.add_error(
                    name,
                    _("A picture here shows children without recorded consent. Choose another picture."),
                )
        return data

    def pictures_by_field(self, data: dict[str, Any]) -> list[tuple[str, list[Picture]]]:
        found = []
        if cover := data.get("cover"):
            found.append(("cover", [cover]))
        if "body" in data:
            found.append(("body", pictures_in(data["body"])))
        return found


class SitePage(Page):
    """A page of the site: an introduction, a drawn cover, pictures ready before they are asked for."""

    intro = models.CharField(
        _("introduction"),
        max_length=200,
        blank=True,
        help_text=_("One or two sentences; also shown in lists and in search results."),
    )
    pattern = models.CharField(
        _("batik pattern"),
        max_length=12,
        choices=Pattern,
        default=Pattern.KAWUNG,
        help_text=_("The cover is drawn from it where there is no picture."),
    )

    base_form_class = SitePageForm
    # A page is a draft or public; what is private has its place behind the site's own sign-in.
    private_page_options: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("search_text"),
    ]

    class Meta:
        abstract = True

    @property
    def text(self) -> str:
        """The words of the page without markup."""
        body = getattr(self, "body", None)
        return " ".join(body.stream_block.get_searchable_content(body)) if body else ""

    @property
    def search_text(self) -> str:
        """The page's words as the search index wants them: cut to their roots."""
        return stems.stemmed(f"{self.title} {self.intro} {self.text}")

    def pictures(self) -> list[Picture]:
        """What must have renditions before the page is read."""
        cover = getattr(self, "cover", None)
        return ([cover] if cover else []) + pictures_in(getattr(self, "body", None))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        with_renditions(self.pictures())
        context = super().get_context(request, *args, **kwargs)
        return {**context, "edit_url": self.edit_url(request)}

    def edit_url(self, request: HttpRequest) -> str:
        """Where this visitor may edit the page; empty for everybody else."""
        user = getattr(request, "user", None)
        if not (user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
            return ""
        if not self.permissions_for_user(user).can_edit():
            return ""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return caching.for_strangers(request, super().serve(request, *args, **kwargs))
