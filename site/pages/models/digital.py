"""The digital collection: works to read at once, each with its source and its terms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet

from literasi.catalogue.kinds import Genre
from literasi.catalogue.models import Level
from literasi.catalogue.search.facets import language_name
from pages.blocks import BodyBlock
from pages.forms.digital import DigitalItemForm, lacking
from pages.licences import Licence
from pages.proofs import Fault

from .documents import SiteDocument
from .parts import PARENTS, SitePage
from .pictures import Picture, with_renditions

WORKS_A_PAGE = 24
MOST_WORDS = 8


class DigitalItemQuerySet(PageQuerySet):
    def ready(self) -> DigitalItemQuerySet:
        """With everything a list shows."""
        return self.live().select_related("document", "cover").order_by("title", "pk")

    def asked_for(self, *, words: str = "", level: str = "", genre: str = "") -> DigitalItemQuerySet:
        """Works that hold all the words; a level or genre that does not exist narrows nothing."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(
                Q(title__icontains=word)
                | Q(authors__icontains=word)
                | Q(publisher__icontains=word)
                | Q(intro__icontains=word)
            )
        if level in Level.values:
            found = found.filter(level=level)
        if genre in Genre.values:
            found = found.filter(genre=genre)
        return found


DigitalItemManager = PageManager.from_queryset(DigitalItemQuerySet)


class DigitalCollectionPage(SitePage):
    """All works, narrowed by words, level and genre."""

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("pattern")]
    parent_page_types = PARENTS
    subpage_types = ["pages.DigitalItemPage"]

    class Meta:
        verbose_name = _("digital collection")
        verbose_name_plural = _("digital collections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        asked = {
            "words": request.GET.get("q", "").strip()[:100],
            "level": request.GET.get("jenjang", ""),
            "genre": request.GET.get("jenis", ""),
        }
        works = DigitalItemPage.objects.child_of(self).ready().asked_for(**asked)
        page = Paginator(works, WORKS_A_PAGE).get_page(request.GET.get("halaman"))
        page.object_list = list(page.object_list)
        with_renditions(work.cover for work in page if work.cover)
        return {
            **super().get_context(request, *args, **kwargs),
            "works": page,
            "asked": asked,
            "narrowed": any(asked.values()),
            "levels": Level.choices,
            "genres": Genre.choices,
        }


class DigitalItemPage(SitePage):
    """One work: a file of ours, or the address where it can be read."""

    authors = models.CharField(
        _("authors"),
        max_length=200,
        help_text=_("As the work names them. Pupils appear by initials and class."),
    )
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="id")
    level = models.CharField(_("reading level"), max_length=2, choices=Level, blank=True)
    genre = models.CharField(_("genre"), max_length=9, choices=Genre, blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=11,
        choices=Licence,
        help_text=_("Look for it on the work's first or last pages. Without one, nothing may be published."),
    )
    licence_note = models.CharField(
        _("note on the licence"),
        max_length=200,
        blank=True,
        help_text=_("With permission: from whom, and when. It is shown to readers."),
    )
    document = models.ForeignKey(
        SiteDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    address = models.URLField(
        _("or an address"),
        max_length=500,
        blank=True,
        help_text=_("Where the work can be read at its publisher's. Readers are told where it leads."),
    )
    cover = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
        help_text=_("Without one, a cover is drawn."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("about this work"))

    objects = DigitalItemManager()
    base_form_class = DigitalItemForm

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("address")], heading=_("Where it can be read")),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_note")], heading=_("Terms")),
        MultiFieldPanel(
            [
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("genre"), FieldPanel("language")]),
                FieldPanel("cover"),
            ],
            heading=_("The work"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.DigitalCollectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("digital work")
        verbose_name_plural = _("digital works")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(address=""),
                name="digital_work_in_one_place",
                violation_error_message=_("Give either a file or an address, not both."),
            ),
            models.CheckConstraint(
                condition=~Q(licence=Licence.SOURCE) | Q(document__isnull=True),
                name="digital_file_has_licence",
                violation_error_message=_(
                    "These terms are for links. For a file, say under which licence it is."
                ),
            ),
        ]

    def own_faults(self) -> list[Fault]:
        """Asked at the moment of publication, by whichever door it comes."""
        names = ("document", "address", "licence", "licence_note")
        return [Fault(*each) for each in lacking({name: getattr(self, name) for name in names})]

    @property
    def text(self) -> str:
        return f"{self.authors} {self.publisher} {super().text}"

    @property
    def terms(self) -> Licence:
        return Licence(self.licence)

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def host(self) -> str:
        """Where the address leads, as a reader would call it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def level_name(self) -> str:
        return str(Level(self.level).label).partition(" · ")[2] if self.level else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages import structured, structured_kinds

        return {
            **super().get_context(request, *args, **kwargs),
            "collection": self.get_parent(),
            "structured": [structured_kinds.digital_work(self), structured.breadcrumbs(self)],
        }
