"""Reading programmes: what is asked, of whom, when, and what counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Classroom, School, User

from .lists import ReadingList


class Metric(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    PAGES = "pages", _("pages")
    BOOKS = "books", _("books finished")
    DAYS = "days", _("days of reading")
    ENTRIES = "entries", _("journal entries")
    REVIEWS = "reviews", _("published reviews")


class Interval(models.TextChoices):
    DAY = "day", pgettext_lazy("interval", "school day")
    WEEK = "week", pgettext_lazy("interval", "week")
    MONTH = "month", pgettext_lazy("interval", "month")
    SEMESTER = "semester", pgettext_lazy("interval", "semester")
    WHOLE = "whole", pgettext_lazy("interval", "whole programme")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("programme", "draft")
    RUNNING = "running", pgettext_lazy("programme", "running")
    ENDED = "ended", pgettext_lazy("programme", "ended")


# Evidence that a programme may ask for; numbers are those of logs.Evidence.
EVIDENCE_RANGE = (10, 50)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def counting(self) -> ProgrammeQuerySet:
        """Whose standings follow the journal: everything that has been started."""
        return self.exclude(state=State.DRAFT)

    def running(self) -> ProgrammeQuerySet:
        return self.filter(state=State.RUNNING)

    def public(self) -> ProgrammeQuerySet:
        """What everybody may see: started, and meant to be shown."""
        return self.counting().filter(is_public=True)

    def on(self, day: dt.date) -> ProgrammeQuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def touching(self, first: dt.date, last: dt.date) -> ProgrammeQuerySet:
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def for_schools(self, school_ids: Any) -> ProgrammeQuerySet:
        """The schools' own and the city's."""
        return self.filter(Q(school__isnull=True) | Q(school__in=school_ids))


class Programme(models.Model):
    """`value` of `metric` in every `interval` from `starts_on` to `ends_on`, for its audience.

    Without a school it is the city's. An empty audience part means "all": no grades, every grade.
    `plan` is the whole of it in the form the counting reads (counting.compile_plan), written whenever
    the programme, its audience, quotas or list change, so that saving an entry asks one table only.
    """

    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name=_("school")
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    purpose = models.TextField(_("what it is for"), max_length=1000, blank=True)
    template = models.CharField(max_length=20, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.DRAFT)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    metric = models.CharField(_("counted in"), max_length=7, choices=Metric, default=Metric.MINUTES)
    interval = models.CharField(_("every"), max_length=8, choices=Interval, default=Interval.WEEK)
    value = models.PositiveIntegerField(_("goal"), default=1)
    community_goal = models.PositiveIntegerField(_("goal of all together"), null=True, blank=True)

    for_pupils = models.BooleanField(_("for pupils"), default=True)
    for_staff = models.BooleanField(_("for teachers and the principal"), default=False)
    schools = models.ManyToManyField(School, blank=True, related_name="+", verbose_name=_("schools"))
    classrooms = models.ManyToManyField(Classroom, blank=True, related_name="+", verbose_name=_("classes"))
    grades = models.JSONField(_("grades"), default=list, blank=True)

    weakest_evidence = models.PositiveSmallIntegerField(_("weakest evidence that counts"), default=10)
    verified_only = models.BooleanField(_("only what the teacher has verified"), default=False)
    response_least = models.PositiveSmallIntegerField(
        _("shortest response"), default=0, help_text=_("In characters; 0: none is asked for.")
    )
    non_textbooks_only = models.BooleanField(_("no textbooks"), default=False)
    days_back = models.PositiveSmallIntegerField(_("days an entry may be late"), null=True, blank=True)
    reading_list = models.ForeignKey(
        ReadingList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("reading list"),
    )
    list_only = models.BooleanField(_("only titles of the list count"), default=False)

    minutes_per_entry_warning = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_per_entry = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_per_day_warning = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_per_day = models.PositiveSmallIntegerField(null=True, blank=True)
    pages_per_entry_warning = models.PositiveSmallIntegerField(null=True, blank=True)
    pages_per_entry = models.PositiveSmallIntegerField(null=True, blank=True)
    pages_per_day_warning = models.PositiveSmallIntegerField(null=True, blank=True)
    pages_per_day = models.PositiveSmallIntegerField(null=True, blank=True)

    is_public = models.BooleanField(_("has a public page"), default=False)
    # Set while standings wait to be counted anew; the worker clears it (tasks.count_programmes).
    count_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    plan = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading programme")
        verbose_name_plural = _("reading programmes")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programme_days_in_order",
                violation_error_message=_("A programme cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1) & (Q(community_goal__isnull=True) | Q(community_goal__gte=1)),
                name="programme_has_a_goal",
                violation_error_message=_("The goal is at least 1."),
            ),
            models.CheckConstraint(
                condition=Q(for_pupils=True) | Q(for_staff=True),
                name="programme_has_readers",
                violation_error_message=_("A programme is for pupils, for staff, or for both."),
            ),
            models.CheckConstraint(
                condition=Q(weakest_evidence__range=EVIDENCE_RANGE),
                name="programme_evidence_on_ladder",
                violation_error_message=_("Choose a rung of the ladder of evidence."),
            ),
            models.CheckConstraint(
                condition=Q(list_only=False) | Q(reading_list__isnull=False),
                name="programme_list_only_with_list",
                violation_error_message=_("Choose the list whose titles count."),
            ),
        ]
        indexes = [models.Index(fields=["school", "starts_on", "ends_on"], name="programme_school_days")]

    def __str__(self) -> str:
        return self.name


class QuotaKind(models.TextChoices):
    REGIONAL = "regional", _("in a regional language")
    LANGUAGE = "language", _("in the language")
    LEVEL = "level", _("of the level")
    GENRE = "genre", _("of the genre")


class ProgrammeQuota(models.Model):
    """At least `least` finished books of a kind over the whole programme. `regional` needs no `value`."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="quotas", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=QuotaKind)
    value = models.CharField(_("value"), max_length=10, blank=True)
    least = models.PositiveSmallIntegerField(_("at least"), default=1)

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "value"],
                name="quota_once_a_kind",
                violation_error_message=_("This quota is already there."),
            ),
            models.CheckConstraint(
                condition=Q(least__gte=1),
                name="quota_asks_for_something",
                violation_error_message=_("A quota asks for at least 1 book."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.least} {self.kind} {self.value}"


class Medal(models.TextChoices):
    BRONZE = "bronze", _("bronze")
    SILVER = "silver", _("silver")
    GOLD = "gold", _("gold")


class CertificateLevel(models.Model):
    """A certificate of a programme. `least` is its metric over the whole programme, or, where the goal
    comes again every interval, the number of intervals in which it was reached."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="certificate_levels", verbose_name=_("programme")
    )
    name = models.CharField(_("name"), max_length=60)
    medal = models.CharField(_("medal"), max_length=6, choices=Medal, default=Medal.BRONZE)
    least = models.PositiveIntegerField(_("at least"))

    class Meta:
        verbose_name = _("certificate level")
        verbose_name_plural = _("certificate levels")
        ordering = ["least"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "least"],
                name="certificate_level_once",
                violation_error_message=_("Two levels cannot ask for the same."),
            ),
            models.CheckConstraint(
                condition=Q(least__gte=1),
                name="certificate_level_asks_for_something",
                violation_error_message=_("A certificate asks for at least 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
