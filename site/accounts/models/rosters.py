"""A roster on its way from upload to the school: what the file said, what was decided, what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.imports.models import FileImport, FileImportQuerySet

from .schools import School


class RosterImportQuerySet(FileImportQuerySet["RosterImport"]):
    def of(self, school: School) -> RosterImportQuerySet:
        return self.filter(school=school)


class RosterImport(FileImport):
    """One uploaded file. The file itself is deleted once it is read.

    `rows` holds [row number, the six cells as text] until the roster is loaded or a day has passed;
    `problems` keeps those of refused and held-back rows for a week, for download.
    """

    LARGE = ("rows", "problems")

    school = models.ForeignKey(School, models.CASCADE, related_name="rosters", verbose_name=_("school"))
    year = models.CharField(_("academic year"), max_length=9)
    title = models.CharField(_("school in the title rows"), max_length=120, blank=True)
    rows = models.JSONField(_("rows"), default=list, blank=True)
    skipped = models.JSONField(_("skipped rows"), default=list, blank=True)
    leavers = models.JSONField(_("leavers to close"), default=list, blank=True)
    accepted = models.JSONField(_("flagged rows to apply"), default=list, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    problems = models.JSONField(_("rows with problems"), default=list, blank=True)

    objects = RosterImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        indexes = [models.Index(fields=["state", "changed_at"], name="roster_state_changed")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year} {self.state}"
