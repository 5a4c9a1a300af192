"""A SLiMS file on its way from upload to the catalogue: what it holds, what was decided, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import scope_of

from .copies import KEEPERS


class ImportState(models.TextChoices):
    WAITING = "waiting", _("being read")
    READY = "ready", _("waiting for your decision")
    CONFIRMED = "confirmed", _("being loaded")
    DONE = "done", _("loaded")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")


class CatalogueImportQuerySet(models.QuerySet["CatalogueImport"]):
    def kept_by(self, user: User | AnonymousUser) -> CatalogueImportQuerySet:
        """Those of the schools whose books the person keeps; the city's belong to its administrators."""
        scope = scope_of(user)  # type: ignore[arg-type]
        return self if scope.city else self.filter(school__in=scope.school_ids(*KEEPERS))

    def at_work(self) -> CatalogueImportQuerySet:
        """Those that need the worker."""
        return self.filter(state__in=(ImportState.WAITING, ImportState.CONFIRMED))

    def without_rows(self) -> CatalogueImportQuerySet:
        return self.defer("report")


class CatalogueImport(models.Model):
    """One uploaded file; the file itself is deleted once it is loaded, or after a day.

    `report` is what reading it would do (READY) or did (DONE): the counts of `import_slims --json` with
    "flagged" and "errors" as [row, sentence], and, until it is loaded, "outcomes" as
    [row, outcome, title, detail].
    """

    school = models.ForeignKey(
        "accounts.School", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    place_name = models.CharField(_("place"), max_length=120, blank=True)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
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
    report = models.JSONField(_("report"), default=dict, blank=True)

    objects = CatalogueImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue import")
        verbose_name_plural = _("catalogue imports")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["state", "changed_at"], name="import_state_changed")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in (ImportState.WAITING, ImportState.CONFIRMED)
