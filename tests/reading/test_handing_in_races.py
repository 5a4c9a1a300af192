"""Pages and worker of one phone send the same queue at the same moment."""

import uuid

import pytest

from literasi.reading.handing_in import hand_in
from literasi.reading.models import DailyTotal, Journal, ReadingLog
from literasi.reading.services import policy_of, rebuild_totals
from tests.factories.reading import a_pupil, today_of
from tests.reading.test_races import at_once, no_lock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SENDERS = 12


def one_queue_sent_by_many():
    """Three entries, each handed in twelve times at once. Answers the states, sender by sender."""
    pupil = a_pupil()
    policy_of(pupil.school)
    Journal.objects.create(reader=pupil.user)
    today = today_of(pupil)
    entries = [
        {"client_id": str(uuid.uuid4()), "free_title": f"Buku {n}", "day": str(today), "quick_minutes": "10"}
        for n in range(3)
    ]

    def send():
        return [hand_in(pupil.user, entry, today)["state"] for entry in entries]

    return at_once(*[send] * SENDERS)


def test_a_queue_sent_by_many_arrives_once_and_everybody_is_answered():
    results = one_queue_sent_by_many()
    assert [r for r in results if isinstance(r, Exception)] == []
    for entry in range(3):
        states = sorted(states[entry] for states in results)
        assert states == ["known"] * (SENDERS - 1) + ["saved"]
    assert (ReadingLog.objects.count(), DailyTotal.objects.get().minutes) == (3, 30)
    assert rebuild_totals(check_only=True) == []


def test_without_the_journals_lock_a_sender_is_answered_with_an_error(monkeypatch):
    """The constraint still keeps each entry single; only the answers are lost."""
    with no_lock(monkeypatch):
        results = one_queue_sent_by_many()
    assert ReadingLog.objects.count() <= 3
    assert [r for r in results if isinstance(r, Exception)] != []
