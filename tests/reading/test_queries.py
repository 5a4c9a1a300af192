"""Figures: the reader's week, streaks, public counters."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from literasi.catalogue.search import index_titles
from literasi.reading.queries import find_titles, public_counters, reader_sums, streak_of
from literasi.reading.weeks import last_weeks, monday_of
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, an_entry, today_of

pytestmark = pytest.mark.django_db


def test_a_week_starts_on_monday():
    sunday = dt.date(2026, 11, 22)
    assert monday_of(sunday) == dt.date(2026, 11, 16)
    assert last_weeks(sunday, 2) == [dt.date(2026, 11, 9), dt.date(2026, 11, 16)]


def test_a_readers_week_adds_up():
    pupil = a_pupil()
    today = today_of(pupil)
    an_entry(pupil, minutes=20, page_to=10)
    an_entry(pupil, minutes=15)
    sums = reader_sums(pupil.user, today)
    assert (sums.today.minutes, sums.minutes, sums.pages, sums.days_read) == (35, 35, 10, 1)
    assert [day.is_ahead for day in sums.days] == [n > today.weekday() for n in range(7)]


def test_a_streak_goes_over_school_days_only(monkeypatch):
    # Monday, 16 November 2026, at noon in Jakarta; no public holiday in the fortnight before.
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 16, 5, tzinfo=dt.UTC))
    pupil = a_pupil(ClassroomFactory(school__week_days="12345"))
    today = dt.date(2026, 11, 16)
    for day in (10, 12, 13):  # Tuesday, Thursday, Friday
        an_entry(pupil, read_on=dt.date(2026, 11, day))
    assert streak_of(pupil.user, pupil.school, today) == 2
    an_entry(pupil, read_on=today)
    assert streak_of(pupil.user, pupil.school, today) == 3
    assert streak_of(pupil.user, pupil.school, today + dt.timedelta(days=2)) == 0


def test_public_figures_are_kept_back_while_they_are_about_a_few():
    classroom = ClassroomFactory()
    for _ in range(4):
        an_entry(a_pupil(classroom), minutes=10, finished=True)
    assert public_counters() == public_counters().__class__(None, None, None)
    an_entry(a_pupil(classroom), minutes=10, finished=True)
    cache.clear()
    counters = public_counters()
    assert (counters.minutes, counters.books, counters.readers_this_week) == (50, 5, 5)


def test_a_title_is_found_by_its_words_in_any_order():
    index_titles([TitleFactory(title="Laskar Pelangi").pk])
    assert [t.title for t in find_titles("pelangi laskar")] == ["Laskar Pelangi"]
    assert find_titles("p") == []
