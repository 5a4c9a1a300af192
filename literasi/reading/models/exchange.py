"""Files on their way into the journal, and files made from it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import School, User
from ui.imports.models import FileImport, FileImportQuerySet


class ExchangeKind(models.TextChoices):
    LOGS = "logs", _("journal entries")
    PROGRAMMES = "programmes", _("reading programmes")
    LISTS = "lists", _("reading lists")
    HISTORY = "history", _("reading history")


class ReadingImportQuerySet(FileImportQuerySet["ReadingImport"]):
    def at(self, school: School) -> ReadingImportQuerySet:
        return self.filter(school=school)

    def loaded_by(self, user: User) -> ReadingImportQuerySet:
        return self.filter(uploaded_by=user)


class ReadingImport(FileImport):
    """One uploaded file; the file itself is deleted once it is read.

    `rows` holds [row number, cells by column] until they are loaded or a day has passed. `report` is what
    loading would do or did: "counts" by outcome and "findings" as [row, outcome, heading, detail, remark];
    once loaded, only those of rows with errors, for a week. `verify` counts the entries as checked by who
    uploaded them.
    """

    LARGE = ("rows", "report")

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name=_("school"))
    kind = models.CharField(_("kind"), max_length=10, choices=ExchangeKind)
    verify = models.BooleanField(_("already checked"), default=False)
    rows = models.JSONField(_("rows"), default=list, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)

    objects = ReadingImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("import into the journal")
        verbose_name_plural = _("imports into the journal")
        indexes = [
            models.Index(fields=["state", "changed_at"], name="reading_import_state"),
            models.Index(fields=["school", "kind", "-uploaded_at"], name="reading_import_school"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_id} {self.state}"


class ExportState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("export", "being written")
    READY = "ready", pgettext_lazy("export", "ready")
    FAILED = "failed", pgettext_lazy("export", "failed")
    EXPIRED = "expired", pgettext_lazy("export", "expired")


class ExportForm(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"


class ReadingExportQuerySet(models.QuerySet["ReadingExport"]):
    def waiting(self) -> ReadingExportQuerySet:
        return self.filter(state=ExportState.WAITING)

    def made_by_person(self, user: User) -> ReadingExportQuerySet:
        return self.filter(made_by=user)

    def tried_again(self, now: dt.datetime) -> int:
        return self.update(changed_at=now, attempts=F("attempts") + 1)


class ReadingExport(models.Model):
    """A file too large to be made while somebody waits for a page. Only who asked for it may fetch it.

    `classroom`, `first_day` and `last_day` say which entries; the file itself expires (exchange.exporting).
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name=_("school"))
    made_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    classroom = models.ForeignKey(
        "accounts.Classroom",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("class"),
    )
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("to"), null=True, blank=True)
    form = models.CharField(_("file type"), max_length=4, choices=ExportForm, default=ExportForm.XLSX)
    state = models.CharField(_("state"), max_length=7, choices=ExportState, default=ExportState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    written = models.PositiveIntegerField(_("rows"), default=0)

    objects = ReadingExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export of entries")
        verbose_name_plural = _("exports of entries")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "changed_at"], name="reading_export_state")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.form} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ExportState.WAITING
