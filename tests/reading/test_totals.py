"""Checking the totals against the journal, and mending them (test_any_order: they always agree)."""

import io

import pytest
from django.core.management import call_command

from literasi.reading.models import DailyTotal, WeekTotal
from tests.factories.reading import a_pupil, an_entry

pytestmark = pytest.mark.django_db


def broken_totals():
    """One entry, its daily total spoilt, its weekly total lost, and a total of nothing."""
    log = an_entry(a_pupil(), minutes=30)
    DailyTotal.objects.update(minutes=31)
    WeekTotal.objects.all().delete()
    DailyTotal.objects.create(
        reader=log.reader, school=log.school, day=log.read_on, week=log.read_on, entries=2, minutes=9
    )
    return log


def test_the_check_reports_every_difference_and_changes_nothing():
    broken_totals()
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("rebuild_totals", "--check", stdout=out)
    assert stopped.value.code == 1
    assert out.getvalue().splitlines()[-1] == "3 totals differ"
    assert WeekTotal.objects.count() == 0


def test_rebuilding_mends_what_the_check_reports():
    broken_totals()
    call_command("rebuild_totals", stdout=io.StringIO())
    assert WeekTotal.objects.get().minutes == 30
    out = io.StringIO()
    call_command("rebuild_totals", "--check", stdout=out)
    assert out.getvalue() == "All totals agree with the journal\n"


def test_the_report_names_no_one():
    log = broken_totals()
    out = io.StringIO()
    call_command("rebuild_totals", stdout=out)
    assert log.reader.name not in out.getvalue()
    assert log.reader.username not in out.getvalue()
