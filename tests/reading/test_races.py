"""Thirty phones at once. Each rule has its negative control: without the lock, it breaks."""

import threading
import uuid
from contextlib import contextmanager

import pytest
from django.db import connection

from literasi.reading import exceptions as broken
from literasi.reading.models import DailyTotal, Journal, ReadingLog, Status, WeekTotal
from literasi.reading.models.journal import JournalQuerySet
from literasi.reading.services import (
    BookChoice,
    Draft,
    edit_entry,
    log_reading,
    policy_of,
    rebuild_totals,
    set_policy,
    verify_entries,
)
from tests.factories.accounts import ClassroomFactory, UserFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*jobs):
    """Run the jobs in threads that start together; answer what each returned or raised."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(n, job):
        try:
            gate.wait()
            results[n] = job()
        except Exception as error:  # the test looks at it
            results[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, job)) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@contextmanager
def no_lock(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(JournalQuerySet, "in_line", lambda self: self.order_by("reader_id"))
        yield


def twenty_times_ten_minutes():
    """A day that holds 60 minutes, and twenty entries of ten at the same moment."""
    pupil = a_pupil()
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=60, minutes_per_day=60, entries_per_day=50)
    Journal.objects.create(reader=pupil.user)
    draft, book = Draft(read_on=today_of(pupil), minutes=10), BookChoice(name="Bumi")

    def job():
        return log_reading(pupil.user, client_id=uuid.uuid4(), book=book, draft=draft)

    return at_once(*[job] * 20)


def test_twenty_phones_cannot_overfill_a_day():
    results = twenty_times_ten_minutes()
    refused = [r for r in results if isinstance(r, broken.DayFullOfMinutes)]
    assert (ReadingLog.objects.count(), len(refused)) == (6, 14)
    assert DailyTotal.objects.get().minutes == WeekTotal.objects.get().minutes == 60
    assert rebuild_totals(check_only=True) == []


def test_without_the_lock_a_day_is_overfilled_or_totals_go_wrong(monkeypatch):
    with no_lock(monkeypatch):
        twenty_times_ten_minutes()
    overfilled = ReadingLog.objects.count() > 6
    assert overfilled or rebuild_totals(check_only=True) != []


def twenty_taps_on_save():
    pupil, form = a_pupil(), uuid.uuid4()
    policy_of(pupil.school)
    Journal.objects.create(reader=pupil.user)
    draft, book = Draft(read_on=today_of(pupil), minutes=10), BookChoice(name="Bumi")
    return at_once(*[lambda: log_reading(pupil.user, client_id=form, book=book, draft=draft)] * 20)


def test_twenty_taps_on_save_make_one_entry_and_the_same_answer():
    results = twenty_taps_on_save()
    assert {log.pk for log, _ in results} == {ReadingLog.objects.get().pk}
    assert sorted(new for _, new in results) == [False] * 19 + [True]
    assert DailyTotal.objects.get().entries == 1


def test_without_the_lock_a_tap_is_answered_with_an_error(monkeypatch):
    """The constraint still keeps one entry; only the answer is no longer the same."""
    with no_lock(monkeypatch):
        results = twenty_taps_on_save()
    assert ReadingLog.objects.count() == 1
    assert [r for r in results if isinstance(r, Exception)] != []


def verify_against_edit():
    """Ten entries of ten readers: each verified and, at the same moment, edited."""
    classroom = ClassroomFactory()
    logs = [an_entry(a_pupil(classroom), minutes=20) for _ in range(10)]
    teacher = a_teacher(classroom)
    jobs = []
    for log in logs:
        draft = Draft(read_on=log.read_on, minutes=90)
        jobs += [
            lambda log=log: verify_entries({log.pk: 1}, by=teacher),
            lambda log=log, draft=draft: edit_entry(log, by=log.reader, draft=draft),
        ]
    return at_once(*jobs)


def test_nobody_verifies_what_was_changed_under_their_hands():
    results = verify_against_edit()
    assert [r for r in results if isinstance(r, Exception)] == []
    assert {(log.status, log.minutes, log.version) for log in ReadingLog.objects.all()} == {
        (Status.WAITING, 90, 2)
    }
    assert rebuild_totals(check_only=True) == []


def test_without_the_lock_a_changed_entry_may_be_verified_or_totals_go_wrong(monkeypatch):
    with no_lock(monkeypatch):
        verify_against_edit()
    wrong = ReadingLog.objects.exclude(status=Status.WAITING, minutes=90).exists()
    assert wrong or rebuild_totals(check_only=True) != []


def test_a_whole_class_logging_at_once_fills_one_weekly_total():
    classroom = ClassroomFactory()
    pupils = [a_pupil(classroom) for _ in range(20)]
    policy_of(classroom.school)
    results = at_once(*[lambda p=p: an_entry(p) for p in pupils])
    assert [r for r in results if isinstance(r, Exception)] == []
    row = WeekTotal.objects.get()
    assert (row.readers, row.entries, row.minutes) == (20, 20, 400)
