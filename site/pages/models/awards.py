"""Awards that schools, classes and libraries have won, with their evidence. No pupil is named in full."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet

from accounts.models import School
from pages.pupils import names_a_pupil

from .parts import PARENTS, SitePage

AWARDS_A_PAGE = 30


class Reach(models.TextChoices):
    """How far the contest reached."""

    DISTRICT = "district", _("District")
    CITY = "city", _("City or regency")
    PROVINCE = "province", _("Province")
    NATION = "nation", _("National")
    WORLD = "world", _("International")


class AwardQuerySet(models.QuerySet["Award"]):
    def newest_first(self) -> AwardQuerySet:
        return self.order_by("-year", "-awarded_on", "what", "pk")

    def ready(self) -> AwardQuerySet:
        """With everything a list shows."""
        return self.select_related("school")


@register_snippet
class Award(models.Model):
    what = models.CharField(
        _("award"), max_length=120, help_text=_("For example: Juara 2 Lomba Perpustakaan Sekolah.")
    )
    given_by = models.CharField(_("given by"), max_length=120)
    reach = models.CharField(_("level"), max_length=8, choices=Reach)
    year = models.PositiveSmallIntegerField(_("year"))
    awarded_on = models.DateField(_("day"), null=True, blank=True, help_text=_("If it is known."))
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("school"),
        help_text=_("Empty: the city's library or the whole programme."),
    )
    winner = models.CharField(
        _("class or group"),
        max_length=80,
        blank=True,
        help_text=_("For example: Kelas VIII A. A pupil appears by initials and class, never by full name."),
    )
    story = models.CharField(_("what it was won for"), max_length=300, blank=True)
    evidence_url = models.URLField(
        _("evidence"), blank=True, help_text=_("An announcement, a decree, a report in the news.")
    )

    objects = AwardQuerySet.as_manager()

    panels = [
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("given_by"), FieldPanel("reach")]),
        FieldRowPanel([FieldPanel("year"), FieldPanel("awarded_on")]),
        FieldRowPanel([FieldPanel("school"), FieldPanel("winner")]),
        FieldPanel("story"),
        FieldPanel("evidence_url"),
    ]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-year", "what"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(1945, 2100)),
                name="award_year_sane",
                violation_error_message=_("A year has four digits."),
            ),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="award_reach_known"),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.year})"

    def clean(self) -> None:
        super().clean()
        if self.awarded_on and self.awarded_on.year != self.year:
            raise ValidationError({"awarded_on": _("This day lies in another year.")})
        if names_a_pupil(self.what, self.winner, self.story):
            raise ValidationError(
                _("A pupil's full name stands here. Write initials and class instead: A. P., VIII A.")
            )


class AwardsPage(SitePage):
    """All awards, newest first, by year."""

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("pattern")]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("awards page")
        verbose_name_plural = _("awards pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = Paginator(Award.objects.ready().newest_first(), AWARDS_A_PAGE)
        page = found.get_page(request.GET.get("halaman"))
        years = [(year, list(awards)) for year, awards in groupby(page.object_list, lambda each: each.year)]
        return {**super().get_context(request, *args, **kwargs), "awards": page, "years": years}
