"""What the worker has drawn or set: pictures kept until their data changes, and monthly reports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import School


class ChartImage(models.Model):
    """One drawn chart. `key` says of what, `version` of which data (see charts.data_version)."""

    key = models.CharField(_("chart"), max_length=60, unique=True)
    version = models.CharField(_("data version"), max_length=40)
    svg = models.TextField("SVG")
    drawn_at = models.DateTimeField(_("drawn at"), auto_now=True)

    class Meta:
        verbose_name = _("drawn chart")
        verbose_name_plural = _("drawn charts")

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class MonthlyReport(models.Model):
    """A month's reading of one school, or of the city, as PDF. Names nobody.

    `asked_at` after `made_at` (or alone) means that the worker still has it in hand.
    """

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    month = models.DateField(_("month"))
    pdf = models.BinaryField("PDF", default=bytes)
    asked_at = models.DateTimeField(_("asked for at"))
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "month"], condition=Q(school__isnull=False), name="report_once_a_school"
            ),
            models.UniqueConstraint(
                fields=["month"], condition=Q(school__isnull=True), name="report_once_in_city"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="report_of_a_whole_month"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.month}"

    @property
    def is_being_made(self) -> bool:
        return self.made_at is None or self.made_at < self.asked_at
