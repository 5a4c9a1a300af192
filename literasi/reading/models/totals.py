"""Sums kept in the same transaction as the entries, so that no page ever adds up the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, School, User

# What is added up, in this order everywhere. Returned entries count in none of them.
AMOUNTS = (
    "entries",
    "minutes",
    "pages",
    "finished",
    "verified_entries",
    "verified_minutes",
    "verified_pages",
)


class Amounts(models.Model):
    entries = models.PositiveIntegerField(_("entries"), default=0)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    finished = models.PositiveIntegerField(_("books finished"), default=0)
    verified_entries = models.PositiveIntegerField(_("verified entries"), default=0)
    verified_minutes = models.PositiveIntegerField(_("verified minutes"), default=0)
    verified_pages = models.PositiveIntegerField(_("verified pages"), default=0)

    class Meta:
        abstract = True


class DailyTotalQuerySet(models.QuerySet["DailyTotal"]):
    def of(self, reader: User) -> DailyTotalQuerySet:
        return self.filter(reader=reader)

    def in_class(self, classroom: Classroom) -> DailyTotalQuerySet:
        return self.filter(classroom=classroom)

    def at(self, school: School) -> DailyTotalQuerySet:
        return self.filter(school=school)

    def on(self, day: dt.date) -> DailyTotalQuerySet:
        return self.filter(day=day)

    def in_week(self, monday: dt.date) -> DailyTotalQuerySet:
        return self.filter(week=monday)

    def since_week(self, monday: dt.date) -> DailyTotalQuerySet:
        return self.filter(week__gte=monday)

    def with_reading(self) -> DailyTotalQuerySet:
        """A row may fall back to zero when its entries leave it."""
        return self.filter(entries__gt=0)


class DailyTotal(Amounts):
    """What one reader read on one day, in the class they sat in that day. `week` is its Monday."""

    reader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("reader"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    day = models.DateField(_("day"))
    week = models.DateField(_("week"))

    objects = DailyTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("daily total")
        verbose_name_plural = _("daily totals")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "day", "school", "classroom"],
                condition=Q(classroom__isnull=False),
                name="daily_total_once_in_class",
            ),
            models.UniqueConstraint(
                fields=["reader", "day", "school"],
                condition=Q(classroom__isnull=True),
                name="daily_total_once_without_class",
            ),
        ]
        indexes = [
            models.Index(fields=["classroom", "week"], name="daily_total_class_week"),
            models.Index(fields=["school", "week"], name="daily_total_school_week"),
            models.Index(fields=["reader", "week"], name="daily_total_reader_week"),
            models.Index(fields=["week"], name="daily_total_week"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.day}"


class WeekTotalQuerySet(models.QuerySet["WeekTotal"]):
    def of_class(self, classroom: Classroom) -> WeekTotalQuerySet:
        return self.filter(classroom=classroom)

    def of_classes(self, classrooms: Iterable[Classroom | int]) -> WeekTotalQuerySet:
        return self.filter(classroom__in=classrooms)

    def at(self, school: School) -> WeekTotalQuerySet:
        return self.filter(school=school)

    def in_week(self, monday: dt.date) -> WeekTotalQuerySet:
        return self.filter(week=monday)

    def since_week(self, monday: dt.date) -> WeekTotalQuerySet:
        return self.filter(week__gte=monday)


class WeekTotal(Amounts):
    """What one class read in one week (Monday first). `readers` counts those with at least one entry.

    Readers without a class, such as teachers, stand in a row of their own with no classroom; `group` is
    standings.group_of. Everybody of a class adds to its row at once, so it is added to without being read
    (counting.upsert), and no check can hold the sums above zero.
    """

    entries = models.IntegerField(_("entries"), default=0)
    minutes = models.IntegerField(_("minutes"), default=0)
    pages = models.IntegerField(_("pages"), default=0)
    finished = models.IntegerField(_("books finished"), default=0)
    verified_entries = models.IntegerField(_("verified entries"), default=0)
    verified_minutes = models.IntegerField(_("verified minutes"), default=0)
    verified_pages = models.IntegerField(_("verified pages"), default=0)
    readers = models.IntegerField(_("readers"), default=0)
    group = models.BigIntegerField(_("group"))

    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    week = models.DateField(_("week"))

    objects = WeekTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly total of a class")
        verbose_name_plural = _("weekly totals of classes")
        constraints = [models.UniqueConstraint(fields=["group", "week"], name="week_total_once")]
        indexes = [
            models.Index(fields=["classroom", "week"], name="week_total_class_week"),
            models.Index(fields=["school", "week"], name="week_total_school_week"),
            models.Index(fields=["week"], name="week_total_week"),
        ]

    def __str__(self) -> str:
        return f"{self.classroom_id} {self.week}"
