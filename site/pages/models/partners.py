"""Partners and sponsors: who supports the programme, with what, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.snippets.models import register_snippet

from pages.blocks import BodyBlock

from .parts import PARENTS, SitePage
from .pictures import Picture, with_renditions


class Support(models.TextChoices):
    """What a partner gives, in the order in which a page names them."""

    FUNDS = "funds", _("Funds")
    BOOKS = "books", _("Books and reading matter")
    PLACE = "place", _("Places and rooms")
    SKILLS = "skills", _("People and expertise")
    MEDIA = "media", _("Media and publicity")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def current(self) -> PartnerQuerySet:
        year = timezone.localdate().year
        return self.filter(Q(until__isnull=True) | Q(until__gte=year), since__lte=year)

    def former(self) -> PartnerQuerySet:
        return self.filter(until__lt=timezone.localdate().year)

    def sponsors(self) -> PartnerQuerySet:
        return self.filter(is_sponsor=True)

    def with_logos(self) -> list[Partner]:
        """In alphabetical order, logos and their renditions included: two queries for any number."""
        partners: list[Partner] = list(self.select_related("logo").order_by("name"))
        with_renditions(partner.logo for partner in partners if partner.logo)
        return partners


@register_snippet
class Partner(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    support = models.CharField(
        _("kind of support"), max_length=6, choices=Support, help_text=_("What they chiefly give.")
    )
    is_sponsor = models.BooleanField(
        _("is a sponsor"),
        default=False,
        help_text=_("Is named here in return for money or goods. Search engines are told so."),
    )
    description = models.CharField(
        _("what they do for the programme"), max_length=240, blank=True, help_text=_("One sentence.")
    )
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Best as PNG without a background. Without one, the name is written out."),
    )
    since = models.PositiveSmallIntegerField(_("since (year)"))
    until = models.PositiveSmallIntegerField(
        _("until (year)"),
        null=True,
        blank=True,
        help_text=_("Empty: still a partner. From the next year on they stand among former partners."),
    )

    objects = PartnerQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("support"), FieldPanel("is_sponsor")]),
        FieldPanel("description"),
        MultiFieldPanel([FieldPanel("url"), FieldPanel("logo")], heading=_("How they are shown")),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__range=(1900, 2100)),
                name="partner_since_a_year",
                violation_error_message=_("The first year has four digits."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since"), until__lte=2100),
                name="partner_until_after_since",
                violation_error_message=_("The last year cannot come before the first."),
            ),
            models.CheckConstraint(condition=Q(support__in=Support.values), name="partner_support_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rel(self) -> str:
        """For the link: a sponsor's is marked as paid for."""
        return "sponsored noopener" if self.is_sponsor else "noopener"

    @property
    def shows_logo(self) -> bool:
        return self.logo is not None and self.logo.may_be_shown


def by_support(partners: Iterable[Partner]) -> list[tuple[str, list[Partner]]]:
    """Partners below the label of what they give, sorted by name within it."""
    order = {value: place for place, value in enumerate(Support.values)}
    ranked = sorted(partners, key=lambda partner: (order[partner.support], partner.name.casefold()))
    return [(str(Support(value).label), list(group)) for value, group in groupby(ranked, lambda p: p.support)]


class PartnersPage(SitePage):
    """All partners by kind of support; former ones apart; and how to become one."""

    body = StreamField(
        BodyBlock(), blank=True, verbose_name=_("text below the partners"), help_text=_("How to become one.")
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("body"),
    ]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "groups": by_support(Partner.objects.current().with_logos()),
            "former": Partner.objects.former().order_by("-until", "name"),
        }
