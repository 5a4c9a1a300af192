"""One account presses twice at the same moment: one answer, and the database is why."""

from __future__ import annotations

import contextlib
import threading
import uuid

import pytest
from django.db import connection

from pages.exceptions import AnsweredAlready
from pages.models import FormAnswer
from pages.services import answering
from tests.factories.accounts import UserFactory
from tests.factories.asking import FormPageFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RULE = next(rule for rule in FormAnswer._meta.constraints if rule.name == "form_answer_one_an_account")


def both_at_once(monkeypatch, tickets) -> list[str]:
    """Both have looked for an earlier answer before either writes."""
    page, user = FormPageFactory(for_accounts=True), UserFactory()
    meet, outcomes, fill = threading.Barrier(2, timeout=5), [], answering._fill

    def fill_and_wait(*args):
        fill(*args)
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait()

    def run(ticket):
        try:
            answering.answer_form(page, {"buku_apa": "Komik"}, user=user, ticket=ticket)
            outcomes.append("kept")
        except AnsweredAlready:
            outcomes.append("refused")
        finally:
            connection.close()

    answering.asked_now(page)
    monkeypatch.setattr(answering, "_fill", fill_and_wait)
    threads = [threading.Thread(target=run, args=[ticket]) for ticket in tickets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_two_answers_at_once_one_is_kept(monkeypatch):
    assert both_at_once(monkeypatch, [uuid.uuid4(), uuid.uuid4()]) == ["kept", "refused"]
    assert FormAnswer.objects.count() == 1


def test_the_same_press_sent_twice_at_once_is_one_answer_and_no_refusal(monkeypatch):
    assert both_at_once(monkeypatch, [uuid.uuid4()] * 2) == ["kept", "kept"]
    assert FormAnswer.objects.count() == 1


def test_without_the_constraint_both_would_be_kept(monkeypatch):
    with connection.schema_editor() as editor:
        editor.remove_constraint(FormAnswer, RULE)
    try:
        assert both_at_once(monkeypatch, [uuid.uuid4(), uuid.uuid4()]) == ["kept", "kept"]
        assert FormAnswer.objects.count() == 2
    finally:
        FormAnswer.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(FormAnswer, RULE)
