"""How far one reader has come in each programme that means them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.calendar import SchoolCalendar, calendar_of
from accounts.models import User
from literasi.catalogue.models import Title
from ui.localise import number

from ..counting import Plan
from ..counting.periods import period_of
from ..counting.rules import counts_in
from ..models import CertificateLevel, Interval, ListedTitle, Programme, ReadingLog, Standing
from ..sentences import amount_text, intervals_text, quota_text, rule_text
from .programmes import Period, Seat, means, periods_until, plans_meaning, seat_of

# Beside each other on a phone without scrolling.
DOTS = 20


@dataclass(frozen=True)
class Dot:
    """One period as the reader sees it: reached, begun, missed, or now (still open)."""

    period: Period
    amount: int
    state: str
    is_now: bool


@dataclass(frozen=True)
class Progress:
    """One programme and one reader's standings in it."""

    plan: Plan
    standings: dict[dt.date, Standing]
    periods: list[Period]
    today: dt.date
    levels: list[CertificateLevel] = field(default_factory=list)

    @property
    def programme(self) -> Programme:
        return self.plan.programme

    @property
    def rule(self) -> str:
        return rule_text(self.programme)

    @property
    def is_whole(self) -> bool:
        return self.programme.interval == Interval.WHOLE

    @cached_property
    def now(self) -> Standing:
        """The standing of the period that holds today (or of the last one)."""
        day = min(self.today, self.programme.ends_on)
        return self.standings.get(period_of(self.plan, day)) or Standing(
            amount=0, missing=len(self.plan.quotas) + len(self.plan.compulsory)
        )

    @property
    def amount(self) -> int:
        return self.now.amount

    @property
    def amount_shown(self) -> str:
        value = amount_text(self.programme.metric, self.programme.value)
        return _("%(amount)s of %(value)s") % {"amount": number(self.amount), "value": value}

    @property
    def label(self) -> str:
        names = {
            Interval.DAY: _("Today"),
            Interval.WEEK: _("This week"),
            Interval.MONTH: _("This month"),
            Interval.SEMESTER: _("This semester"),
        }
        return str(names.get(Interval(self.programme.interval), _("So far")))

    @cached_property
    def missing(self) -> list[str]:
        """What is still to do, one phrase each."""
        found = []
        if (short := self.programme.value - self.amount) > 0:
            found.append(amount_text(self.programme.metric, short))
        counts = self.now.quotas
        for place, quota in enumerate(self.plan.quotas):
            if (left := quota.least - counts.get(str(place), 0)) > 0:
                found.append(quota_text(type(quota)(quota.kind, quota.value, left)))
        if (titles := len(self.plan.compulsory) - counts.get("titles", 0)) > 0:
            text = ngettext("%(n)s compulsory title", "%(n)s compulsory titles", titles)
            found.append(text % {"n": titles})
        return found

    @cached_property
    def rests(self) -> bool:
        """A daily goal asks for nothing on a day without lessons."""
        if self.programme.interval != Interval.DAY or self.today > self.programme.ends_on:
            return False
        return self.today >= self.programme.starts_on and self.today not in {p.first for p in self.periods}

    @property
    def reached(self) -> int:
        """In how many periods the goal was reached."""
        return sum(row.reached for row in self.standings.values())

    @property
    def reached_shown(self) -> str:
        """`12 dari 20 pekan`."""
        due = intervals_text(self.programme.interval, len(self.periods))
        return _("%(reached)s of %(due)s so far") % {"reached": number(self.reached), "due": due}

    @cached_property
    def dots(self) -> list[Dot]:
        return [self._dot(period) for period in self.periods[-DOTS:]]

    def _dot(self, period: Period) -> Dot:
        row = self.standings.get(period.first)
        is_now = period.starts_on <= self.today <= period.ends_on
        state = "reached" if row and row.reached else "begun" if row and row.amount else "open"
        return Dot(period, row.amount if row else 0, state, is_now)

    @property
    def score(self) -> int:
        """What certificate levels are measured by."""
        return self.amount if self.is_whole else self.reached

    def got(self, level: CertificateLevel) -> bool:
        """A level as high as the goal asks for the quotas and compulsory titles, too."""
        enough = self.score >= level.least
        return enough and (not self.is_whole or level.least < self.programme.value or not self.now.missing)

    @property
    def next_level(self) -> CertificateLevel | None:
        return next((level for level in self.levels if not self.got(level)), None)

    @property
    def levels_got(self) -> list[CertificateLevel]:
        return [level for level in self.levels if self.got(level)]


def progress_of(reader: User) -> list[Progress]:
    """Every running programme that means the reader: five queries, however many programmes."""
    seat = seat_of(reader)
    return _progress(reader, seat, plans_meaning(seat)) if seat else []


def progress_in(reader: User, programme: Programme) -> Progress | None:
    """One programme, running or ended, as long as it means the reader or has counted something of theirs."""
    seat = seat_of(reader)
    plan = Plan.of(programme)
    if seat is None:
        return None
    [progress] = _progress(reader, seat, [plan])
    return progress if progress.standings or means(plan, seat) else None


def _progress(reader: User, seat: Seat, plans: list[Plan]) -> list[Progress]:
    if not plans:
        return []
    today = seat.school.today()
    programmes = [plan.programme for plan in plans]
    standings: dict[int, dict[dt.date, Standing]] = defaultdict(dict)
    for row in Standing.objects.of(reader).filter(programme__in=programmes):
        standings[row.programme_id][row.period] = row
    levels: dict[int, list[CertificateLevel]] = defaultdict(list)
    for level in CertificateLevel.objects.filter(programme__in=programmes):
        levels[level.programme_id].append(level)
    calendar = _calendar(seat, plans, today)
    return [
        Progress(
            p, standings[p.programme.pk], periods_until(p, calendar, today), today, levels[p.programme.pk]
        )
        for p in plans
    ]


def _calendar(seat: Seat, plans: Iterable[Plan], today: dt.date) -> SchoolCalendar:
    return calendar_of(seat.school, min([today, *(plan.programme.starts_on for plan in plans)]), today)


@dataclass(frozen=True)
class Square:
    """One title of a programme's list on the reader's card."""

    title: Title
    compulsory: bool
    done: bool
    note: str = ""


def card_of(progress: Progress, reader: User) -> list[Square]:
    """The list as a card: which titles the reader has finished in a way that counts. Three queries."""
    programme = progress.programme
    if programme.reading_list_id is None:
        return []
    items = list(
        ListedTitle.objects.filter(reading_list=programme.reading_list_id)
        .select_related("title")
        .prefetch_related("title__authors")
    )
    counts = counts_in(progress.plan, programme.starts_on, programme.ends_on)
    finished = set(
        ReadingLog.objects.of(reader)
        .filter(counts, finished=True, book__title_id__in=[item.title_id for item in items])
        .values_list("book__title_id", flat=True)
    )
    return [Square(item.title, item.compulsory, item.title_id in finished, item.note) for item in items]
