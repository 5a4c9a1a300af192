"""The fifteen minutes a class reads together (Gerakan Literasi Sekolah)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Classroom, School, User


class Mode(models.TextChoices):
    """How a class reads (domain: GLS)."""

    ALOUD = "aloud", pgettext_lazy("reading mode", "read aloud by the teacher")
    SILENT = "silent", pgettext_lazy("reading mode", "silently")
    TOGETHER = "together", pgettext_lazy("reading mode", "together")
    GUIDED = "guided", pgettext_lazy("reading mode", "guided")


# What a board has room for; the Indonesian words' first letters, and apart from one another.
LETTERS = {Mode.ALOUD: "N", Mode.SILENT: "D", Mode.TOGETHER: "B", Mode.GUIDED: "T"}


class ClassSessionQuerySet(models.QuerySet["ClassSession"]):
    def of_classes(self, classrooms: Iterable[Classroom | int]) -> ClassSessionQuerySet:
        return self.filter(classroom__in=classrooms)

    def at(self, school: School) -> ClassSessionQuerySet:
        return self.filter(classroom__school=school)

    def between(self, first: dt.date, last: dt.date) -> ClassSessionQuerySet:
        return self.filter(day__range=(first, last))


class ClassSession(models.Model):
    """One class on one day. `present` and `absent` are counts of pupils, for boards that name nobody."""

    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="sessions", verbose_name=_("class"))
    day = models.DateField(_("day"))
    mode = models.CharField(_("mode"), max_length=8, choices=Mode, default=Mode.SILENT)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    led_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("led by"))
    present = models.PositiveSmallIntegerField(_("pupils present"), default=0)
    absent = models.PositiveSmallIntegerField(_("pupils absent"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)
    held_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("class session")
        verbose_name_plural = _("class sessions")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "day"],
                name="session_once_a_day",
                violation_error_message=_("This class has already held its session on this day."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 120)),
                name="session_minutes_5_120",
                violation_error_message=_("A session takes 5 to 120 minutes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classroom_id} {self.day}"

    @property
    def mode_letter(self) -> str:
        return LETTERS[Mode(self.mode)]
