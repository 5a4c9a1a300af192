"""A file on its way from upload to done: what every kind of import keeps about it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

Import = TypeVar("Import", bound="FileImport")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("being read")
    READY = "ready", _("waiting for your decision")
    CONFIRMED = "confirmed", _("being loaded")
    DONE = "done", _("loaded")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")


AT_WORK = (ImportState.WAITING, ImportState.CONFIRMED)
UNDECIDED = (ImportState.WAITING, ImportState.READY)


class FileImportQuerySet(models.QuerySet[Import]):
    def at_work(self) -> Self:
        """Those that need the worker."""
        return self.filter(state__in=AT_WORK)

    def unchanged_since(self, moment: dt.datetime) -> Self:
        return self.filter(changed_at__lt=moment)

    def without_rows(self) -> Self:
        """Lists and progress need no row of the file."""
        return self.defer(*self.model.LARGE)

    def moved_to(self, state: ImportState, message: str, now: dt.datetime) -> int:
        return self.update(state=state, message=message, changed_at=now)

    def tried_again(self, now: dt.datetime) -> int:
        return self.update(changed_at=now, attempts=F("attempts") + 1)


class FileImport(models.Model):
    """One uploaded file. `LARGE` names the fields that hold its rows."""

    LARGE: ClassVar[tuple[str, ...]] = ()

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK
