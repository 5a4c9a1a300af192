"""A SLiMS file on its way from upload to the catalogue: what it holds, what was decided, what came of it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import scope_of
from ui.imports.models import FileImport, FileImportQuerySet

from .copies import KEEPERS


class CatalogueImportQuerySet(FileImportQuerySet["CatalogueImport"]):
    def kept_by(self, user: User | AnonymousUser) -> CatalogueImportQuerySet:
        """Those of the schools whose books the person keeps; the city's belong to its administrators."""
        scope = scope_of(user)  # type: ignore[arg-type]
        return self if scope.city else self.filter(school__in=scope.school_ids(*KEEPERS))


class CatalogueImport(FileImport):
    """One uploaded file; the file itself is deleted once it is loaded, or after a day.

    `report` is what reading it would do (READY) or did (DONE): the counts of `import_slims --json` with
    "flagged" and "errors" as [row, sentence], and, until it is loaded, "outcomes" as
    [row, outcome, title, detail].
    """

    LARGE = ("report",)

    school = models.ForeignKey(
        "accounts.School", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    place_name = models.CharField(_("place"), max_length=120, blank=True)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)

    objects = CatalogueImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("catalogue import")
        verbose_name_plural = _("catalogue imports")
        indexes = [models.Index(fields=["state", "changed_at"], name="import_state_changed")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.state}"
