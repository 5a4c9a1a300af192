"""Two workers and thirty phones. The negative control: without the rule that awards once, it breaks."""

import pytest
from django.db import IntegrityError
from django.db.models.query import QuerySet

from literasi.reading.models import Award, Badge
from literasi.reading.services import verify_entries, weigh
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def weighed_ten_times_while_verified():
    """A class of four with one badge to earn, weighed by ten workers while its teacher verifies."""
    classroom = ClassroomFactory()
    logs = [an_entry(a_pupil(classroom)) for _ in range(4)]
    teacher = a_teacher(classroom)
    Award.objects.all().delete()
    Badge.objects.create(name="Lembar Pertama", description="Mulai.", feat="entries", least=1)
    readers = [log.reader_id for log in logs]
    verifying = [lambda log=log: verify_entries({log.pk: 1}, by=teacher) for log in logs]
    return at_once(*[lambda: weigh(readers)] * 10, *verifying)


def test_parallel_verification_and_weighing_award_once_and_answer_nobody_with_an_error():
    results = weighed_ten_times_while_verified()
    assert [r for r in results if isinstance(r, Exception)] == []
    assert Award.objects.count() == 4


def test_without_ignoring_conflicts_a_worker_falls_over(monkeypatch):
    careful = QuerySet.bulk_create

    def careless(self, objs, *args, ignore_conflicts=False, **kwargs):
        ignoring = ignore_conflicts and self.model is not Award
        return careful(self, objs, *args, ignore_conflicts=ignoring, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "bulk_create", careless)
        results = weighed_ten_times_while_verified()
    assert [r for r in results if isinstance(r, IntegrityError)] != []
