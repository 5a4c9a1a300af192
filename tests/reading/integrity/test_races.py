"""Limits and pauses under parallel requests. Each has its negative control: without the lock, it breaks."""

import uuid

import pytest

from literasi.reading import exceptions as broken
from literasi.reading.models import DailyTotal, Journal, ReadingLog, Status
from literasi.reading.services import (
    BookChoice,
    Draft,
    end_trust,
    log_reading,
    pause_journal,
    policy_of,
    rebuild_totals,
    trust_reader,
)
from tests.factories.accounts import ClassroomFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, today_of
from tests.reading.test_races import at_once, no_lock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def logging(pupil, form=None):
    """A phone that sends ten minutes with one book; each phone its own form, unless one is given."""
    draft, book = Draft(read_on=today_of(pupil), minutes=10), BookChoice(name="Bumi")
    return lambda: log_reading(pupil.user, client_id=form or uuid.uuid4(), book=book, draft=draft)


def twenty_phones_against_a_programme():
    """A programme whose day holds 60 minutes, and twenty entries of ten at the same moment."""
    pupil = a_pupil()
    policy_of(pupil.school)
    a_programme(pupil.school, minutes_per_day=60)
    Journal.objects.create(reader=pupil.user)
    return at_once(*[logging(pupil)] * 20)


def test_twenty_phones_cannot_overfill_a_programmes_day():
    results = twenty_phones_against_a_programme()
    refused = [r for r in results if isinstance(r, broken.DayFullOfMinutes)]
    assert (ReadingLog.objects.count(), len(refused)) == (6, 14)
    assert DailyTotal.objects.get().minutes == 60
    assert rebuild_totals(check_only=True) == []


def test_without_the_lock_a_programmes_day_is_overfilled_or_totals_go_wrong(monkeypatch):
    with no_lock(monkeypatch):
        twenty_phones_against_a_programme()
    assert ReadingLog.objects.count() > 6 or rebuild_totals(check_only=True) != []


def twenty_taps_of_a_trusted_reader():
    classroom = ClassroomFactory()
    pupil, teacher = a_pupil(classroom), a_teacher(classroom)
    policy_of(pupil.school)
    trust_reader(pupil.user, classroom=classroom, by=teacher)
    return at_once(*[logging(pupil, uuid.uuid4())] * 20)


def test_a_double_submit_of_a_trusted_reader_is_one_verified_entry():
    results = twenty_taps_of_a_trusted_reader()
    assert sorted(new for _, new in results) == [False] * 19 + [True]
    assert ReadingLog.objects.get().status == Status.VERIFIED
    assert DailyTotal.objects.get().verified_entries == 1


def test_without_the_lock_a_double_submit_is_answered_with_an_error(monkeypatch):
    with no_lock(monkeypatch):
        results = twenty_taps_of_a_trusted_reader()
    assert ReadingLog.objects.count() == 1
    assert [r for r in results if isinstance(r, Exception)] != []


def logged_after_the_pause():
    """Nineteen phones write while the teacher pauses the journal: entries begun after the pause held."""
    classroom = ClassroomFactory()
    pupil, teacher = a_pupil(classroom), a_teacher(classroom)
    policy_of(pupil.school)
    Journal.objects.create(reader=pupil.user)

    def pausing():
        return pause_journal(pupil.user, classroom=classroom, reason="Bicara dulu.", by=teacher)

    results = at_once(*[logging(pupil)] * 6, pausing, *[logging(pupil)] * 13)
    strange = [r for r in results if isinstance(r, Exception) and not isinstance(r, broken.ReadingError)]
    paused_at = Journal.objects.get(reader=pupil.user).paused_at
    return ReadingLog.objects.filter(reader=pupil.user, created_at__gt=paused_at).count() + len(strange)


def test_nothing_is_logged_after_a_pause():
    assert logged_after_the_pause() == 0


def test_without_the_lock_entries_slip_past_the_pause(monkeypatch):
    with no_lock(monkeypatch):
        assert sum(logged_after_the_pause() for _ in range(3)) > 0


def test_trusting_and_taking_it_back_at_once_ends_in_one_of_the_two():
    classroom = ClassroomFactory()
    pupil, teacher = a_pupil(classroom), a_teacher(classroom)
    jobs = [
        lambda: trust_reader(pupil.user, classroom=classroom, by=teacher),
        lambda: end_trust(pupil.user, classroom=classroom, by=teacher),
    ]
    results = at_once(*jobs * 5, *[logging(pupil)] * 5)
    assert [r for r in results if isinstance(r, Exception)] == []
    assert rebuild_totals(check_only=True) == []
