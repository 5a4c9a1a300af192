"""Two teachers press at the same moment. Without the lock the same rule breaks."""

import pytest

from literasi.reading.models import ClassSession, Journal, ReadingLog
from literasi.reading.services import rebuild_totals
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, a_teacher
from tests.reading.sessions.test_services import held
from tests.reading.test_races import at_once, no_lock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def eight_presses(*, journals=True):
    classroom = ClassroomFactory()
    pupils = [a_pupil(classroom) for _ in range(10)]
    teachers = [a_teacher(classroom) for _ in range(2)]
    if journals:
        Journal.objects.bulk_create([Journal(reader_id=p.user_id) for p in pupils])
        Journal.objects.bulk_create([Journal(reader=t) for t in teachers])
    return at_once(*[lambda t=t: held(classroom, t, pupils) for t in teachers * 4])


@pytest.mark.parametrize("journals", [True, False])
def test_two_teachers_at_once_hold_one_session_with_one_entry_each(journals):
    results = eight_presses(journals=journals)
    assert [r for r in results if isinstance(r, Exception)] == []
    assert sorted(r.new for r in results) == [False] * 7 + [True]
    assert (ClassSession.objects.count(), ReadingLog.objects.count()) == (1, 10)
    assert rebuild_totals(check_only=True) == []


def test_without_the_lock_a_teacher_is_answered_with_an_error(monkeypatch):
    """The constraints still keep one session and one entry each."""
    with no_lock(monkeypatch):
        results = eight_presses()
    assert [r for r in results if isinstance(r, Exception)] != []
    assert (ClassSession.objects.count(), ReadingLog.objects.count()) == (1, 10)
