"""A roster on its way from upload to the school: what the file said, what was decided, what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import User
from .schools import School


class RosterState(models.TextChoices):
    WAITING = "waiting", _("being read")
    READY = "ready", _("waiting for your decision")
    CONFIRMED = "confirmed", _("being loaded")
    DONE = "done", _("loaded")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")


class RosterImportQuerySet(models.QuerySet["RosterImport"]):
    def of(self, school: School) -> RosterImportQuerySet:
        return self.filter(school=school)

    def at_work(self) -> RosterImportQuerySet:
        """Those that need the worker."""
        return self.filter(state__in=(RosterState.WAITING, RosterState.CONFIRMED))

    def without_rows(self) -> RosterImportQuerySet:
        """Lists and progress need no pupil."""
        return self.defer("rows", "problems")


class RosterImport(models.Model):
    """One uploaded file. The file itself is deleted once it is read.

    `rows` holds [row number, the six cells as text] until the roster is loaded or a day has passed;
    `problems` keeps those of refused and held-back rows for a week, for download.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="rosters", verbose_name=_("school"))
    year = models.CharField(_("academic year"), max_length=9)
    uploaded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    state = models.CharField(_("state"), max_length=10, choices=RosterState, default=RosterState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    message = models.TextField(_("message"), blank=True)
    title = models.CharField(_("school in the title rows"), max_length=120, blank=True)
    rows = models.JSONField(_("rows"), default=list, blank=True)
    skipped = models.JSONField(_("skipped rows"), default=list, blank=True)
    leavers = models.JSONField(_("leavers to close"), default=list, blank=True)
    accepted = models.JSONField(_("flagged rows to apply"), default=list, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    problems = models.JSONField(_("rows with problems"), default=list, blank=True)

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["state", "changed_at"], name="roster_state_changed")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year} {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in (RosterState.WAITING, RosterState.CONFIRMED)
