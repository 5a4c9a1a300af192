"""Many tell and many deliver at once. Each rule has its negative control: without its guard, it breaks."""

import threading
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import connection

from notices import services
from notices.models import Delivery, DeliveryQuerySet, Notice
from notices.services import delivering
from tests.factories.notices import an_email, with_email

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


@pytest.fixture
def _nobody_delivers(monkeypatch):
    monkeypatch.setattr("notices.services.telling.wake_the_worker", lambda: None)


@contextmanager
def no_constraint():
    """Only the database's own rule makes a notice unique; here it is taken away for a while."""
    once = next(c for c in Notice._meta.constraints if c.name == "notice_once_user")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Notice, once)
    try:
        yield
    finally:
        Notice.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Notice, once)


def tell_ten_times(people):
    job = lambda: services.tell("test-due", people, reference="pinjaman-1")  # noqa: E731
    return at_once(*[job] * 10)


@pytest.mark.usefixtures("_nobody_delivers")
def test_telling_at_once_with_one_reference_is_telling_once():
    people = [with_email() for _ in range(3)]
    results = tell_ten_times(people)
    assert sorted(results) == [0] * 9 + [3]
    assert (Notice.objects.count(), Delivery.objects.count()) == (3, 3)


@pytest.mark.usefixtures("_nobody_delivers")
def test_without_the_constraint_they_are_told_ten_times():
    people = [with_email() for _ in range(3)]
    with no_constraint():
        tell_ten_times(people)
        assert Notice.objects.count() == 30


def deliver_with_eight_workers(count):
    for _ in range(count):
        an_email()
    Delivery.objects.update(state="waiting", sent_at=None, attempts=0)
    mail.outbox.clear()
    return at_once(*[services.deliver_due] * 8)


@pytest.mark.usefixtures("_nobody_delivers")
def test_eight_workers_send_each_message_once():
    results = deliver_with_eight_workers(24)
    assert sum(results) == 24
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(ids), len(set(ids))) == (24, 24)


@pytest.mark.usefixtures("_nobody_delivers")
def test_without_the_lock_messages_are_sent_twice(monkeypatch):
    monkeypatch.setattr(DeliveryQuerySet, "for_claiming", lambda self: self)
    deliver_with_eight_workers(24)
    assert len(mail.outbox) > 24


@pytest.mark.usefixtures("_nobody_delivers")
def test_workers_do_not_wait_for_each_other():
    an_email(), an_email()
    first = at_once(delivering.claim, delivering.claim)
    assert len({batch[0].pk for batch in first}) == 2
