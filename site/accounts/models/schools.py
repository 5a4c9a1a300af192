"""Schools, years, classes, and who sat where when."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SchoolKind(models.TextChoices):
    SD = "sd", "SD"
    MI = "mi", "MI"
    SMP = "smp", "SMP"
    MTS = "mts", "MTs"
    SMA = "sma", "SMA"
    MA = "ma", "MA"
    SMK = "smk", "SMK"
    MAK = "mak", "MAK"
    SLB = "slb", "SLB"
    PKBM = "pkbm", "PKBM"
    OTHER = "other", _("other")


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class School(models.Model):
    """A school of the installation. `code` is what pupils type before their NIS."""

    npsn = models.CharField(
        "NPSN", max_length=8, unique=True, validators=[RegexValidator(r"^\d{8}$", _("An NPSN has 8 digits."))]
    )
    code = models.SlugField(
        _("school code"),
        max_length=20,
        unique=True,
        help_text=_("Short code that pupils type when they sign in, for example sdn1."),
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=SchoolKind, default=SchoolKind.OTHER)
    province = models.CharField(_("province"), max_length=80, blank=True)
    regency = models.CharField(_("regency or city"), max_length=80, blank=True)
    district = models.CharField(_("district"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone, default=TimeZone.WIB)
    week_days = models.CharField(
        _("school days of the week"),
        max_length=7,
        default="12345",
        help_text=_("1 is Monday and 7 is Sunday, in this order."),
    )

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(npsn__regex=r"^[0-9]{8}$"),
                name="school_npsn_8_digits",
                violation_error_message=_("An NPSN has 8 digits."),
            ),
            models.CheckConstraint(
                condition=Q(week_days__regex=r"^1?2?3?4?5?6?7?$") & ~Q(week_days=""),
                name="school_week_days_in_order",
                violation_error_message=_("Choose at least one school day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def today(self) -> dt.date:
        """The date on the school's own wall calendar."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))

    def meets_on(self, day: dt.date) -> bool:
        """Whether lessons are held on that day of the week; holidays are the calendar's business."""
        return str(day.isoweekday()) in self.week_days


class AcademicYearQuerySet(models.QuerySet["AcademicYear"]):
    def on(self, day: dt.date) -> AcademicYearQuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class AcademicYear(models.Model):
    """July to June in two semesters (Ganjil, Genap)."""

    name = models.CharField(
        _("name"),
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^\d{4}/\d{4}$", _("Write the year as 2026/2027."))],
    )
    starts_on = models.DateField(_("starts on"))
    second_semester_on = models.DateField(_("second semester starts on"))
    ends_on = models.DateField(_("ends on"))

    objects = AcademicYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("academic year")
        verbose_name_plural = _("academic years")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("second_semester_on")) & Q(second_semester_on__lt=F("ends_on")),
                name="year_dates_in_order",
                violation_error_message=_("The year must start, change semester and end in this order."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def semester_on(self, day: dt.date) -> int:
        """1 (Ganjil) or 2 (Genap)."""
        return 1 if day < self.second_semester_on else 2


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def of(self, school: School) -> ClassroomQuerySet:
        return self.filter(school=school)

    def in_year(self, year: AcademicYear) -> ClassroomQuerySet:
        return self.filter(year=year)

    def current(self) -> ClassroomQuerySet:
        """Classes of the year that is running today."""
        today = timezone.localdate()
        return self.filter(year__starts_on__lte=today, year__ends_on__gte=today)


class Classroom(models.Model):
    """A rombel: one class of one school in one year."""

    school = models.ForeignKey(School, models.PROTECT, related_name="classrooms", verbose_name=_("school"))
    year = models.ForeignKey(
        AcademicYear, models.PROTECT, related_name="classrooms", verbose_name=_("academic year")
    )
    name = models.CharField(_("class name"), max_length=40)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["grade", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "name"],
                name="classroom_once_a_year",
                violation_error_message=_("This class already exists in this year."),
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__range=(0, 13)),
                name="classroom_grade_0_13",
                violation_error_message=_("A grade is a number from 0 (kindergarten) to 13."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def open(self) -> EnrolmentQuerySet:
        return self.filter(ends_on__isnull=True)

    def on(self, day: dt.date) -> EnrolmentQuerySet:
        """Who sat where on that day; the last day of a seat belongs to it."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def lasting(self) -> EnrolmentQuerySet:
        """The class lists as they stand: those who sit there now, or sat there when its year ended.

        The roster of a new year closes the old seats on the old year's last day, those of leavers too;
        who moved or left before that day is not on the list.
        """
        now = Q(ends_on__isnull=True, pupil__left_on__isnull=True)
        return self.filter(now | Q(ends_on__gte=F("classroom__year__ends_on")))


class Enrolment(models.Model):
    """A pupil's time in a class. Moving closes one row and opens the next; nothing is deleted."""

    pupil = models.ForeignKey(
        "accounts.Pupil", models.PROTECT, related_name="enrolments", verbose_name=_("pupil")
    )
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, related_name="enrolments", verbose_name=_("class")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(ends_on__isnull=True),
                name="enrolment_one_open_class",
                violation_error_message=_("A pupil sits in one class at a time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="enrolment_ends_after_start",
                violation_error_message=_("An enrolment cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} → {self.classroom_id}"
