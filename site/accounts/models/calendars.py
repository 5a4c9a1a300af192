"""When a school is closed besides its free days of the week and the country's holidays."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .schools import School


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    def of(self, school: School) -> SchoolHolidayQuerySet:
        return self.filter(school=school)

    def between(self, first: dt.date, last: dt.date) -> SchoolHolidayQuerySet:
        """Those that touch the days from `first` to `last`."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class SchoolHoliday(models.Model):
    """Days without lessons that the school itself sets: between semesters, examinations, local feasts."""

    school = models.ForeignKey(School, models.CASCADE, related_name="holidays", verbose_name=_("school"))
    starts_on = models.DateField(_("first free day"))
    ends_on = models.DateField(_("last free day"))
    name = models.CharField(_("name of the holiday"), max_length=80)

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="holiday_ends_after_start",
                violation_error_message=_("A holiday cannot end before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.name
