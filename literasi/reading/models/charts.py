"""Pictures the worker has drawn, kept until their data changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
