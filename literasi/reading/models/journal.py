"""One row per reader to stand in line at, and one per school to say how much a day can hold."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import School, User


class JournalQuerySet(models.QuerySet["Journal"]):
    def of_readers(self, reader_ids: Iterable[int]) -> JournalQuerySet:
        return self.filter(reader_id__in=reader_ids)

    def in_line(self) -> JournalQuerySet:
        """Locked, always in the same order, so that two writers never wait for each other in a ring."""
        return self.select_for_update().order_by("reader_id")


class Journal(models.Model):
    """A reader's journal. Every change to their entries and totals holds this row's lock."""

    reader = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="journal", verbose_name=_("reader")
    )
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading journal")
        verbose_name_plural = _("reading journals")

    def __str__(self) -> str:
        return f"journal of {self.reader_id}"


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
