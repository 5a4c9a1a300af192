"""Workers, editors and readers at the same moment. Each rule has its negative control."""

import time

import pytest

from newsletter import sections, services
from newsletter.exceptions import AlreadySent
from newsletter.models import Issue, IssueQuerySet, Subscriber, SubscriberQuerySet
from notices.models import Notice
from tests.factories.accounts import GrantFactory
from tests.factories.newsletter import SubscriberFactory, due_issue, published
from tests.factories.pages import site_tree
from tests.notices.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _town(monkeypatch):
    monkeypatch.setattr("notices.services.telling.wake_the_worker", lambda: None)
    site_tree()
    published()


@pytest.fixture
def slowly(monkeypatch):
    """A section that takes its time, so that the others are in the middle of it."""
    monkeypatch.setitem(sections.sections, "slow", lambda day: time.sleep(0.5))


def send():
    return services.send_issue("weekly")


def a_moment_later(job):
    def run():
        time.sleep(0.2)
        return job()

    return run


@pytest.mark.usefixtures("slowly")
def test_eight_workers_send_an_issue_once():
    SubscriberFactory(), SubscriberFactory()
    due_issue()
    assert sorted(at_once(*[send] * 8)) == [0] * 7 + [2]
    assert (Issue.objects.sent().count(), Notice.objects.count()) == (1, 2)


def hold_while_it_is_sent():
    issue, editor = due_issue(), GrantFactory(editor=True).user
    SubscriberFactory()
    sent, held = at_once(send, a_moment_later(lambda: services.hold(issue, by=editor)))
    return sent, type(held)


@pytest.mark.usefixtures("slowly")
def test_an_editor_who_comes_too_late_is_told_so():
    assert hold_while_it_is_sent() == (1, AlreadySent)


@pytest.mark.usefixtures("slowly")
def test_without_the_lock_the_editor_believes_it_is_held_although_it_left(monkeypatch):
    monkeypatch.setattr(IssueQuerySet, "for_writing", lambda self: self)
    sent, held = hold_while_it_is_sent()
    assert (sent, held) != (1, AlreadySent)


def leave_while_it_is_sent(monkeypatch):
    """The addresses are read, then the reader leaves, then the notices would be written."""
    leaver = SubscriberFactory()
    due_issue()
    plain = SubscriberQuerySet.values_list

    def slow_values_list(self, *fields, **more):
        rows = list(plain(self, *fields, **more)) if fields == ("email",) else plain(self, *fields, **more)
        if fields == ("email",):
            time.sleep(0.5)
        return rows

    monkeypatch.setattr(SubscriberQuerySet, "values_list", slow_values_list)
    at_once(send, a_moment_later(lambda: services.leave(leaver.token)))
    return Subscriber.objects.count(), Notice.objects.count()


def test_who_leaves_while_an_issue_is_addressed_leaves_no_trace(monkeypatch):
    assert leave_while_it_is_sent(monkeypatch) == (0, 0)


def test_without_the_lock_a_message_to_the_deleted_address_stays(monkeypatch):
    monkeypatch.setattr(SubscriberQuerySet, "locked", lambda self: self)
    assert leave_while_it_is_sent(monkeypatch) == (0, 1)


def test_an_address_that_asks_ten_times_at_once_is_kept_once():
    results = at_once(*[lambda: services.ask("sari@example.org", pace="weekly")] * 10)
    assert results == [None] * 10
    assert Subscriber.objects.count() == 1
