"""One row per reader to stand in line at, and one per school to say how much a day can hold."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, School, User


class JournalQuerySet(models.QuerySet["Journal"]):
    def of_readers(self, reader_ids: Iterable[int]) -> JournalQuerySet:
        return self.filter(reader_id__in=reader_ids)

    def in_line(self) -> JournalQuerySet:
        """Locked, always in the same order, so that two writers never wait for each other in a ring."""
        return self.select_for_update().order_by("reader_id")


class Journal(models.Model):
    """A reader's journal. Every change to their entries and totals holds this row's lock.

    While `paused_at` is set the reader writes nothing new. A trusted reader's plain entries need no routine
    check, as long as they sit in `trusted_in`. `stirred_at` is when something last changed that a badge
    could hang on; `weighed_at` when badges were last weighed (services.badges).
    """

    reader = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="journal", verbose_name=_("reader")
    )
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True)
    paused_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paused by")
    )
    pause_reason = models.CharField(_("reason of the pause"), max_length=200, blank=True)
    trusted_in = models.ForeignKey(
        Classroom, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("trusted in")
    )
    trusted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("trusted by")
    )
    stirred_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    weighed_at = models.DateTimeField(_("badges last weighed"), null=True, blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading journal")
        verbose_name_plural = _("reading journals")
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True, paused_by__isnull=True, pause_reason="")
                | (Q(paused_at__isnull=False, paused_by__isnull=False) & ~Q(pause_reason="")),
                name="journal_pause_is_whole",
                violation_error_message=_("A pause says who made it and why."),
            ),
            models.CheckConstraint(
                condition=Q(trusted_in__isnull=True)
                | (Q(trusted_by__isnull=False) & ~Q(trusted_by=F("reader"))),
                name="journal_trusted_by_another",
                violation_error_message=_("A trusted reader says who trusts them, and never themselves."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["stirred_at"],
                condition=Q(weighed_at__isnull=True) | Q(stirred_at__gt=F("weighed_at")),
                name="journal_to_weigh",
            )
        ]

    def __str__(self) -> str:
        return f"journal of {self.reader_id}"

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None


class ReadingPolicy(models.Model):
    """What a school accepts in one entry and on one day, and how far back an entry may be dated."""

    school = models.OneToOneField(
        School, models.CASCADE, primary_key=True, related_name="reading_policy", verbose_name=_("school")
    )
    minutes_per_entry = models.PositiveSmallIntegerField(_("most minutes in one entry"), default=240)
    minutes_per_day = models.PositiveSmallIntegerField(_("most minutes in one day"), default=480)
    pages_per_entry = models.PositiveSmallIntegerField(_("most pages in one entry"), default=300)
    pages_per_day = models.PositiveSmallIntegerField(_("most pages in one day"), default=500)
    entries_per_day = models.PositiveSmallIntegerField(_("most entries in one day"), default=12)
    days_back = models.PositiveSmallIntegerField(_("days an entry may be dated back"), default=14)
    individual_boards = models.BooleanField(
        _("boards may show single readers"),
        default=False,
        help_text=_("Initials and class only, and only readers whose guardians have agreed."),
    )

    class Meta:
        verbose_name = _("reading limits")
        verbose_name_plural = _("reading limits")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_per_entry__gte=1)
                & Q(minutes_per_day__gte=F("minutes_per_entry"))
                & Q(minutes_per_day__lte=1440),
                name="policy_minutes_in_order",
                violation_error_message=_("A day holds at least one entry's minutes and at most 1,440."),
            ),
            models.CheckConstraint(
                condition=Q(pages_per_entry__gte=1) & Q(pages_per_day__gte=F("pages_per_entry")),
                name="policy_pages_in_order",
                violation_error_message=_("A day holds at least the pages of one entry."),
            ),
            models.CheckConstraint(
                condition=Q(entries_per_day__gte=1),
                name="policy_one_entry_a_day",
                violation_error_message=_("At least one entry a day must be possible."),
            ),
        ]

    def __str__(self) -> str:
        return f"limits of {self.school_id}"
