"""How far readers and classes have come in each programme, kept in the same transaction as the entries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, School, User

from .programmes import Programme

# The group of readers without a class, such as teachers, is minus their school's id.


def group_of(school_id: int, classroom_id: int | None) -> int:
    return classroom_id or -school_id


class StandingQuerySet(models.QuerySet["Standing"]):
    def of(self, reader: User) -> StandingQuerySet:
        return self.filter(reader=reader)

    def reached(self) -> StandingQuerySet:
        return self.filter(reached=True)


class Standing(models.Model):
    """One reader in one period of one programme. `period` is the period's first day.

    `missing` counts quotas and compulsory titles still open; `quotas` says how many of each quota (by its
    place in the plan) and, under "titles", which compulsory titles are finished. A goal is reached when
    `amount` is enough and nothing is missing.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="standings", verbose_name=_("programme")
    )
    reader = models.ForeignKey(User, models.CASCADE, related_name="standings", verbose_name=_("reader"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    period = models.DateField(_("period"))
    amount = models.PositiveIntegerField(_("amount"), default=0)
    missing = models.PositiveSmallIntegerField(_("still missing"), default=0)
    quotas = models.JSONField(_("quotas"), default=dict, blank=True)
    reached = models.BooleanField(_("reached"), default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.UniqueConstraint(fields=["programme", "reader", "period"], name="standing_once_a_period")
        ]
        indexes = [
            models.Index(fields=["reader", "programme"], name="standing_reader"),
            models.Index(fields=["programme", "classroom", "period"], name="standing_class"),
            models.Index(fields=["programme", "reader"], condition=Q(reached=True), name="standing_reached"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.reader_id} {self.period}"


class GroupStanding(models.Model):
    """The sums of a class (or of a school's readers without a class) in one period of a programme."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="group_standings", verbose_name=_("programme")
    )
    group = models.BigIntegerField(_("group"))  # see group_of
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    period = models.DateField(_("period"))
    amount = models.IntegerField(_("amount"), default=0)
    readers = models.IntegerField(_("readers"), default=0)
    reached = models.IntegerField(_("reached"), default=0)

    class Meta:
        verbose_name = _("standing of a class")
        verbose_name_plural = _("standings of classes")
        constraints = [
            models.UniqueConstraint(fields=["programme", "period", "group"], name="group_standing_once"),
        ]
        indexes = [models.Index(fields=["programme", "school"], name="group_standing_school")]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.group} {self.period}"


class KindTotal(models.Model):
    """What a class read in one month, by level, genre and language of the books."""

    group = models.BigIntegerField(_("group"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    month = models.DateField(_("month"))
    level = models.CharField(_("reading level"), max_length=2, blank=True)
    genre = models.CharField(_("genre"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    entries = models.IntegerField(_("entries"), default=0)
    minutes = models.IntegerField(_("minutes"), default=0)
    finished = models.IntegerField(_("books finished"), default=0)

    class Meta:
        verbose_name = _("total by kind of book")
        verbose_name_plural = _("totals by kind of book")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "month", "level", "genre", "language"], name="kind_total_once"
            ),
        ]
        indexes = [models.Index(fields=["school", "month"], name="kind_total_school")]

    def __str__(self) -> str:
        return f"{self.group} {self.month}"
