"""How far readers have come in each feat that a badge can ask for. Bulk questions, for the worker.

Only counted entries earn: not what was returned, and no imported history.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Count, Q, Sum

from accounts.calendar import SchoolCalendar, calendar_of
from accounts.models import School
from literasi.catalogue.kinds import REGIONAL_LANGUAGES

from ..models import Feat, ReadingLog, Review, Source

# Streaks and quiet times are looked for this far back; what was earned before stays earned.
DAYS_BACK = 400

Tally = dict[str, int]


def feats_of(reader_ids: Collection[int]) -> tuple[dict[int, Tally], dict[int, int]]:
    """Reader id → how much of each feat, and reader id → the school they last read at.

    Four queries, and one for each school, however many readers and entries there are.
    """
    tallies: dict[int, Tally] = {reader: dict.fromkeys(Feat.values, 0) for reader in reader_ids}
    earning = ReadingLog.objects.filter(reader_id__in=reader_ids).counted().exclude(source=Source.IMPORT)
    for reader, *sums in earning.order_by().values_list("reader_id").annotate(**_sums()):
        tallies[reader] |= dict(zip(_sums(), sums, strict=True))
    published = Review.objects.published().filter(reader_id__in=reader_ids).order_by()
    for reader, count in published.values_list("reader_id").annotate(Count("pk")):
        tallies[reader][Feat.REVIEWS] = count
    schools, days = _days(earning)
    for reader, calendar in _calendars(schools).items():
        school_days = calendar[1]
        tallies[reader][Feat.STREAK] = longest_run(days[reader], school_days)
        tallies[reader][Feat.COMEBACK] = longest_quiet(days[reader], school_days)
    return tallies, schools


def _sums() -> dict[str, Count | Sum]:
    finished = Q(finished=True)
    regional = finished & Q(book__language__in=REGIONAL_LANGUAGES)
    return {
        Feat.ENTRIES.value: Count("pk"),
        Feat.MINUTES.value: Sum("minutes"),
        Feat.PAGES.value: Sum("pages"),
        Feat.BOOKS.value: Count("pk", filter=finished),
        Feat.GENRES.value: Count("book__genre", filter=finished & ~Q(book__genre=""), distinct=True),
        Feat.LANGUAGES.value: Count("pk", filter=regional),
        Feat.SESSIONS.value: Count("pk", filter=Q(session__isnull=False)),
    }


def _days(earning: Collection) -> tuple[dict[int, int], dict[int, set[dt.date]]]:
    """Where each reader last read, and on which days."""
    schools: dict[int, int] = {}
    days: dict[int, set[dt.date]] = defaultdict(set)
    seen = earning.order_by("read_on").values_list("reader_id", "read_on", "school_id")  # type: ignore[attr-defined]
    for reader, day, school in seen.distinct():
        schools[reader] = school
        days[reader].add(day)
    return schools, days


def _calendars(schools: dict[int, int]) -> dict[int, tuple[SchoolCalendar, list[dt.date]]]:
    """Reader → the calendar they live by, with its school days."""
    known = {}
    for school in School.objects.in_bulk(set(schools.values())).values():
        today = school.today()
        first = today - dt.timedelta(days=DAYS_BACK)
        calendar = calendar_of(school, first, today)
        known[school.pk] = (calendar, calendar.school_days(first, today))
    return {reader: known[school] for reader, school in schools.items()}


def longest_run(read: Collection[dt.date], school_days: Sequence[dt.date]) -> int:
    """The most school days in a row with reading."""
    longest = run = 0
    for day in school_days:
        run = run + 1 if day in read else 0
        longest = max(longest, run)
    return longest


def longest_quiet(read: Collection[dt.date], school_days: Sequence[dt.date]) -> int:
    """The most school days without reading between two days of reading; holidays are not quiet."""
    if not read or not school_days:
        return 0
    earlier = [day for day in read if day < school_days[0]]
    longest = quiet = 0
    begun = bool(earlier)
    school = set(school_days)
    for day in sorted(school | {day for day in read if day >= school_days[0]}):
        if day in read:
            longest = max(longest, quiet if begun else 0)
            begun, quiet = True, 0
        elif day in school:
            quiet += 1
    return longest
