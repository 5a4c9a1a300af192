"""Whatever readers and teachers do, in whatever order, the totals are what the entries add up to.

LUMBUNG_OPERATIONS sets how many operations are tried: `.ci/run` asks for more than the default. Ten thousand
take some minutes: LUMBUNG_OPERATIONS=10000 pytest -n 0 tests/reading/test_any_order.py
"""

import datetime as dt
import os
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from literasi.reading.exceptions import ReadingError
from literasi.reading.models import ClassSession, DailyTotal, ReadingLog, WeekTotal
from literasi.reading.services import (
    Attendance,
    BookChoice,
    Draft,
    cancel_session,
    delete_entry,
    edit_entry,
    hold_session,
    log_reading,
    name_session_book,
    rebuild_totals,
    return_entry,
    verify_entries,
)
from tests.factories.accounts import ClassroomFactory, EnrolmentFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher

pytestmark = pytest.mark.django_db

OPERATIONS = int(os.environ.get("LUMBUNG_OPERATIONS", "300"))
IN_A_ROW = 100

PUPIL = st.integers(0, 3)
CLASS = st.integers(0, 1)
ENTRY = st.integers(0, 30)
BOOK = st.integers(0, 4)
# A fortnight back is the limit; the sixteenth day and the day to come are refused.
DAYS_AGO = st.integers(-1, 15)
MINUTES = st.integers(0, 245)
PAGE = st.none() | st.integers(1, 320)
FINISHED = st.booleans()


class Town(RuleBasedStateMachine):
    """Two classes, four pupils, a teacher, three programmes. It vanishes after its hundred operations."""

    done = refused = 0

    def __init__(self):
        super().__init__()
        self.gone = transaction.atomic()
        self.gone.__enter__()
        self.classes = [ClassroomFactory()]
        self.classes.append(ClassroomFactory(school=self.classes[0].school))
        self.pupils = [a_pupil(self.classes[n % 2]) for n in range(4)]
        self.teacher = a_teacher(self.classes[0])
        self.teacher.grants.create(role="teacher", school=self.classes[1].school, classroom=self.classes[1])
        self.form, self.title = uuid.uuid4(), TitleFactory(level="C")
        a_programme(self.classes[0].school, quotas=[("level", "C", 1)], metric="books", interval="whole")
        a_programme(self.classes[0].school, classrooms=self.classes[:1], verified_only=True, days_back=5)
        a_programme(metric="days", value=3, days=4)

    def teardown(self):
        try:
            assert rebuild_totals(check_only=True) == []
        finally:
            transaction.set_rollback(True)
            self.gone.__exit__(None, None, None)

    def attempt(self, verb, *args, **kwargs):
        """A refused operation must leave nothing behind, either."""
        Town.done += 1
        try:
            return verb(*args, **kwargs)
        except (ReadingError, ReadingLog.DoesNotExist):
            Town.refused += 1

    def entry(self, number):
        logs = ReadingLog.objects.select_related("reader").order_by("pk")
        return logs[number % count] if (count := logs.count()) else None

    def book(self, number):
        return BookChoice(name=f"Buku {number}") if number else BookChoice(title_id=self.title.pk)

    def day(self, ago):
        return self.classes[0].school.today() - dt.timedelta(days=ago)

    def draft(self, days, minutes, page, finished):
        return Draft(read_on=self.day(days), minutes=minutes, page_to=page, finished=finished)

    @rule(pupil=PUPIL, book=BOOK, days=DAYS_AGO, minutes=MINUTES, page=PAGE, finished=FINISHED)
    def log(self, pupil, book, days, minutes, page, finished):
        pupil, self.form = self.pupils[pupil], uuid.uuid4()
        draft = self.draft(days, minutes, page, finished)
        book = self.book(book)
        self.attempt(log_reading, pupil.user, client_id=self.form, book=book, draft=draft)

    @rule(pupil=PUPIL, book=BOOK, minutes=MINUTES)
    def send_the_last_form_again(self, pupil, book, minutes):
        pupil = self.pupils[pupil]
        draft, book = self.draft(0, minutes, None, False), self.book(book)
        self.attempt(log_reading, pupil.user, client_id=self.form, book=book, draft=draft)

    @rule(entry=ENTRY, days=DAYS_AGO, minutes=MINUTES, page=PAGE, finished=FINISHED)
    def edit(self, entry, days, minutes, page, finished):
        if log := self.entry(entry):
            draft = self.draft(days, minutes, page, finished)
            self.attempt(edit_entry, log, by=log.reader, draft=draft)

    @rule(entry=ENTRY)
    def delete(self, entry):
        if log := self.entry(entry):
            self.attempt(delete_entry, log, by=log.reader)

    @rule(entries=st.sets(ENTRY, max_size=8), stale=st.booleans())
    def verify(self, entries, stale):
        logs = filter(None, [self.entry(number) for number in entries])
        tickets = {log.pk: log.version - stale for log in logs}
        self.attempt(verify_entries, tickets, by=self.teacher)

    @rule(entry=ENTRY, note=st.sampled_from(["Periksa lagi", " "]))
    def give_back(self, entry, note):
        if log := self.entry(entry):
            self.attempt(return_entry, log, version=log.version, note=note, by=self.teacher)

    @rule(classroom=CLASS, days=DAYS_AGO, minutes=st.integers(4, 60), absent=st.sets(PUPIL), together=BOOK)
    def hold_a_session(self, classroom, days, minutes, absent, together):
        room, day = self.classes[classroom], self.day(days)
        present = {pupil.user_id for n, pupil in enumerate(self.pupils) if n not in absent} | {
            self.teacher.pk
        }
        attendance = Attendance(present, together=self.book(together) if together < 3 else None)
        self.attempt(
            hold_session,
            room,
            by=self.teacher,
            day=day,
            mode="silent",
            minutes=minutes,
            attendance=attendance,
        )

    @rule(number=ENTRY)
    def cancel_a_session(self, number):
        sessions = list(ClassSession.objects.order_by("pk"))
        if sessions:
            self.attempt(cancel_session, sessions[number % len(sessions)], by=self.teacher)

    @rule(number=ENTRY, book=BOOK)
    def name_a_sessions_book(self, number, book):
        logs = list(ReadingLog.objects.filter(session__isnull=False).select_related("reader").order_by("pk"))
        if logs:
            log = logs[number % len(logs)]
            self.attempt(name_session_book, log, by=log.reader, book=self.book(book))

    @rule(pupil=PUPIL, classroom=CLASS, days=st.integers(0, 9))
    def move_to_another_class(self, pupil, classroom, days):
        pupil, Town.done = self.pupils[pupil], Town.done + 1
        day = self.day(days)
        seat = pupil.enrolments.open().get()
        seat.ends_on = max(seat.starts_on, day)
        seat.save()
        EnrolmentFactory(pupil=pupil, classroom=self.classes[classroom], starts_on=day)


TRIES = settings(
    max_examples=max(1, OPERATIONS // IN_A_ROW),
    stateful_step_count=IN_A_ROW,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_after_any_operations_the_totals_are_what_the_entries_add_up_to():
    Town.done = Town.refused = 0
    while Town.done < OPERATIONS:  # some steps find no entry to work on
        run_state_machine_as_test(Town, settings=TRIES)
    assert Town.refused < Town.done / 2


@pytest.mark.parametrize(
    ("model", "spoilt"),
    [(DailyTotal, {"minutes": 19}), (WeekTotal, {"readers": 0})],
    ids=["a day's", "a week's"],
)
def test_a_total_gone_wrong_is_seen(model, spoilt):
    town = Town()
    town.log(pupil=0, book=0, days=0, minutes=20, page=None, finished=False)
    model.objects.update(**spoilt)
    with pytest.raises(AssertionError):
        town.teardown()
    assert not ReadingLog.objects.exists()
