"""Many people issue at once. Each rule has its negative control: without the lock, it breaks."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection

from letters import exceptions as broken
from letters import services
from letters.models import Letter, LetterSeries, LetterSeriesQuerySet
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.letters import a_letter, an_order

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
        patch.setattr(LetterSeriesQuerySet, "in_line", lambda self: self.order_by("pk"))
        yield


def twenty_issues(school, references):
    """Half of them single letters, half of them two at a time."""
    by = UserFactory()

    def job(reference, more):
        orders = [an_order(reference=reference + end) for end in ("", *more)]
        return lambda: services.issue_many("test-certificate", orders, school=school, by=by)

    return at_once(*[job(reference, "+" if n % 2 else "") for n, reference in enumerate(references)])


@pytest.mark.parametrize("issuer", ["school", "city"])
def test_twenty_issues_at_once_give_numbers_without_a_gap(issuer):
    school = SchoolFactory() if issuer == "school" else None
    results = twenty_issues(school, [f"murid-{n}" for n in range(20)])
    assert [r for r in results if isinstance(r, Exception)] == []
    assert sorted(Letter.objects.values_list("serial", flat=True)) == list(range(1, 31))
    assert LetterSeries.objects.get().last == 30


def test_without_the_lock_numbers_collide(monkeypatch):
    """The constraint still keeps each number once; those who came second are answered with an error."""
    school = SchoolFactory()
    a_letter(school=school)
    with no_lock(monkeypatch):
        results = twenty_issues(school, [f"murid-{n}" for n in range(20)])
    assert [r for r in results if isinstance(r, Exception)] != []
    assert Letter.objects.count() < 31


def test_the_same_reference_twenty_times_at_once_is_one_letter_and_one_answer():
    school, by = SchoolFactory(), UserFactory()
    job = lambda: a_letter(school=school, reference="sama", by=by)  # noqa: E731
    results = at_once(*[job] * 20)
    assert {letter.pk for letter in results} == {Letter.objects.get().pk}
    assert (Letter.objects.get().serial, LetterSeries.objects.get().last) == (1, 1)


def test_without_the_lock_a_repeated_issue_is_answered_with_an_error(monkeypatch):
    school, by = SchoolFactory(), UserFactory()
    a_letter(school=school)
    job = lambda: a_letter(school=school, reference="sama", by=by)  # noqa: E731
    with no_lock(monkeypatch):
        results = at_once(*[job] * 20)
    assert Letter.objects.filter(reference="sama").count() == 1
    assert [r for r in results if isinstance(r, Exception)] != []


def revoke_twenty_times():
    letter = a_letter()
    people = [UserFactory() for _ in range(20)]
    return at_once(*[lambda p=p: services.revoke(letter, by=p, reason="salah") for p in people])


def test_a_letter_is_revoked_once_however_many_press_the_button():
    results = revoke_twenty_times()
    refused = [r for r in results if isinstance(r, broken.AlreadyRevoked)]
    assert (len(refused), Letter.objects.get().is_revoked) == (19, True)


def test_without_the_lock_it_is_revoked_more_than_once(monkeypatch):
    monkeypatch.setattr(services, "_locked", lambda letter: Letter.objects.get(pk=letter.pk))
    results = revoke_twenty_times()
    assert len([r for r in results if isinstance(r, Letter)]) > 1
