"""Programmes that schools know, ready to start. Figures follow domain.md §3; every one may be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import AcademicYear, School, SchoolKind

from .models import Evidence, Interval, Medal, Metric, QuotaKind

ONE_DAY = dt.timedelta(days=1)
PRIMARY = (SchoolKind.SD, SchoolKind.MI)


@dataclass(frozen=True)
class Template:
    """`months` from the start of the school year; without them the year, or `until_leaving` all years."""

    key: str
    name: str | Promise
    purpose: str | Promise
    fields: Mapping[str, Any]
    quotas: tuple[tuple[str, str, int], ...] = ()
    levels: tuple[tuple[str | Promise, str, int], ...] = ()
    months: int = 12
    until_leaving: bool = False
    tags: tuple[str, ...] = field(default=())

    @property
    def for_staff_only(self) -> bool:
        return not self.fields.get("for_pupils", True)

    def days(self, today: dt.date, school: School | None) -> tuple[dt.date, dt.date]:
        """The school year so far counts, too, until half of it is over."""
        year_start, year_end = school_year(today)
        start = year_start if today <= year_start + (year_end - year_start) / 2 else today
        if self.until_leaving:
            years = 6 if school and school.kind in PRIMARY else 3
            return start, _later(year_end + ONE_DAY, 12 * (years - 1)) - ONE_DAY
        end = year_end if self.months == 12 else _later(start, self.months) - ONE_DAY
        return start, end


def school_year(today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the school year of `today`; July to June where nobody has set one."""
    year = AcademicYear.objects.on(today).first()
    if year:
        return year.starts_on, year.ends_on
    first = today.year if today.month >= 7 else today.year - 1
    return dt.date(first, 7, 1), dt.date(first + 1, 6, 30)


def _later(day: dt.date, months: int) -> dt.date:
    total = day.month - 1 + months
    return dt.date(day.year + total // 12, total % 12 + 1, min(day.day, 28))


TEMPLATES = {
    template.key: template
    for template in (
        Template(
            "gls",
            _("15 minutes of reading"),
            _(
                "Everybody at school reads 15 minutes a day before lessons, teachers and principal too. No"
                " textbooks and no task afterwards: the habit is what counts."
            ),
            {
                "metric": Metric.MINUTES,
                "interval": Interval.DAY,
                "value": 15,
                "for_staff": True,
                "non_textbooks_only": True,
            },
            levels=(
                (_("40 school days"), Medal.BRONZE, 40),
                (_("80 school days"), Medal.SILVER, 80),
                (_("160 school days"), Medal.GOLD, 160),
            ),
        ),
        Template(
            "surabaya",
            _("10 books a year with a résumé"),
            _(
                "As Surabaya has done since 2015: ten literary books in a school year, each with a short"
                " résumé that the teacher has read."
            ),
            {
                "metric": Metric.BOOKS,
                "interval": Interval.WHOLE,
                "value": 10,
                "response_least": 150,
                "verified_only": True,
                "non_textbooks_only": True,
            },
            levels=(
                (_("5 books"), Medal.SILVER, 5),
                (_("10 books"), Medal.GOLD, 10),
            ),
        ),
        Template(
            "wjlrc",
            _("Reading challenge: 24 books in 10 months"),
            _(
                "As in the West Java Leader's Reading Challenge: pupils finish 24 books in ten months, at"
                " least two of them in a regional language, write about each and tell of it in class."
            ),
            {
                "metric": Metric.BOOKS,
                "interval": Interval.WHOLE,
                "value": 24,
                "response_least": 100,
                "verified_only": True,
                "non_textbooks_only": True,
            },
            quotas=((QuotaKind.REGIONAL, "", 2),),
            levels=(
                (_("12 books"), Medal.BRONZE, 12),
                (_("18 books"), Medal.SILVER, 18),
                (_("24 books"), Medal.GOLD, 24),
            ),
            months=10,
        ),
        Template(
            "wjlrc_staff",
            _("Reading challenge for teachers: 10 books"),
            _("Teachers and the principal read along: ten books in ten months, each with a short review."),
            {
                "metric": Metric.BOOKS,
                "interval": Interval.WHOLE,
                "value": 10,
                "for_pupils": False,
                "for_staff": True,
                "response_least": 100,
                "non_textbooks_only": True,
            },
            levels=((_("10 books"), Medal.GOLD, 10),),
            months=10,
        ),
        Template(
            "sulbar",
            _("20 books before leaving school"),
            _("As in West Sulawesi since 2025: every pupil finishes 20 books before leaving school."),
            {
                "metric": Metric.BOOKS,
                "interval": Interval.WHOLE,
                "value": 20,
                "verified_only": True,
                "non_textbooks_only": True,
                "weakest_evidence": Evidence.SELF,
            },
            levels=(
                (_("10 books"), Medal.BRONZE, 10),
                (_("20 books"), Medal.GOLD, 20),
            ),
            until_leaving=True,
        ),
    )
}
