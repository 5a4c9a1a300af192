"""What all our pages share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.search import index

from pages import languages, locks, stems
from pages.exceptions import UnfitToPublish
from pages.proofs import faults_in, faults_of, pictures_in
from ui import keeping

from .pictures import Picture, with_renditions

# Where the smaller kinds of pages may stand: below the home page, or below a standard page.
PARENTS = ["pages.HomePage", "pages.StandardPage"]


SOCIAL = "social"


class Pattern(models.TextChoices):
    """Batik geometry (ui.batik) that covers are drawn from where there is no photograph."""

    KAWUNG = "kawung", "Kawung"
    PARANG = "parang", "Parang"
    MEGA_MENDUNG = "mega_mendung", "Mega mendung"
    TRUNTUM = "truntum", "Truntum"
    CEPLOK = "ceplok", "Ceplok"


def is_taken(slug: str) -> bool:
    """Whether an app or a language answers at `/<slug>/` already: a page there could never be seen."""
    if slug in dict(settings.LANGUAGES):
        return True
    try:
        return resolve(f"/{slug}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


class SitePageForm(WagtailAdminPageForm):
    """Drafts may be unfinished; what is published or handed in is proof-read (see pages.proofs)."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.parent_page.depth == 2 and is_taken(data.get("slug") or ""):
            self.add_error("slug", _("The site itself uses this address. Choose another one."))
        if not self.is_deferred_validation:
            for fault in faults_in(data):
                self.add_error(fault.field if fault.field in self.fields else None, fault.message)
        return data


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

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None, without asking: see `private_page_options`."""
        return PageViewRestriction.objects.none()

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

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Every way but the page's own form ends here (approval, schedule, several at once)."""
        if faults := [*locks.faults_for(self, kwargs.get("user")), *faults_of(revision.as_object())]:
            raise UnfitToPublish(self, faults)
        super().publish(revision, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        with_renditions(self.pictures())
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "edit_url": self.edit_url(request),
            "canonical": self.canonical(request),
            "alternates": languages.alternates_of(self),
            "content_language": languages.content_language(request.path_info),
        }

    def canonical(self, request: HttpRequest) -> str:
        """The one address of what is shown: a list's further pages and categories have their own."""
        number = request.GET.get(keeping.PAGE_PARAMETER, "")
        page = f"?{keeping.PAGE_PARAMETER}={number}" if number.isdecimal() and number != "1" else ""
        return settings.SITE_BASE_URL + request.path + page

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [*super().preview_modes, (SOCIAL, _("Social media"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name != SOCIAL:
            return super().serve_preview(request, mode_name)
        from pages.sharing import as_shared

        return render(request, "pages/preview_shared.html", as_shared(self))

    def edit_url(self, request: HttpRequest) -> str:
        """Where this visitor may edit the page; empty for everybody else."""
        user = getattr(request, "user", None)
        if not (user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
            return ""
        if not self.permissions_for_user(user).can_edit():
            return ""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keeping.for_strangers(request, super().serve(request, *args, **kwargs))
