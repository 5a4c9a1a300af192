"""The totals always agree with the journal."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from literasi.reading.exceptions import ReadingError
from literasi.reading.models import DailyTotal, ReadingLog, WeekTotal
from literasi.reading.services import (
    BookChoice,
    Draft,
    delete_entry,
    edit_entry,
    rebuild_totals,
    return_entry,
    verify_entries,
)
from tests.factories.accounts import ClassroomFactory, EnrolmentFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db

OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "edit", "verify", "return", "delete", "move"]),
        st.integers(0, 2),  # which pupil, or which entry
        st.integers(0, 9),  # how many days ago
        st.integers(1, 260),  # minutes
        st.booleans(),  # finished
    ),
    max_size=25,
)


class Town:
    """Two classes, three pupils and a teacher of both, to do anything to."""

    def __init__(self):
        self.classes = [ClassroomFactory()]
        self.classes.append(ClassroomFactory(school=self.classes[0].school))
        self.pupils = [a_pupil(self.classes[n % 2]) for n in range(3)]
        self.teacher = a_teacher(self.classes[0])
        self.teacher.grants.create(role="teacher", school=self.classes[1].school, classroom=self.classes[1])

    def do(self, what, which, days, minutes, finished):
        pupil = self.pupils[which]
        day = today_of(pupil) - dt.timedelta(days=days)
        log = ReadingLog.objects.of(pupil.user).order_by("pk")[minutes % 5 :].first()
        if what == "log":
            an_entry(
                pupil,
                read_on=day,
                minutes=minutes,
                finished=finished,
                book=BookChoice(name=f"Buku {minutes % 3}"),
            )
        elif what == "move":
            seat = pupil.enrolments.open().get()
            seat.ends_on = max(seat.starts_on, day)
            seat.save()
            EnrolmentFactory(pupil=pupil, classroom=self.classes[minutes % 2], starts_on=day)
        elif log:
            self.change(what, log, Draft(read_on=day, minutes=minutes, finished=finished))

    def change(self, what, log, draft):
        if what == "edit":
            edit_entry(log, by=log.reader, draft=draft)
        elif what == "delete":
            delete_entry(log, by=log.reader)
        elif what == "verify":
            verify_entries({log.pk: log.version}, by=self.teacher)
        else:
            return_entry(log, version=log.version, note="Periksa lagi", by=self.teacher)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(operations=OPERATIONS)
def test_whatever_happens_the_totals_are_what_the_entries_add_up_to(operations):
    town = Town()
    for operation in operations:
        try:
            town.do(*operation)
        except ReadingError:
            continue  # a refused operation must leave nothing behind, either
    assert rebuild_totals(check_only=True) == []


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
