"""Two readers suggest the same book at the same moment: one row, two voices."""

from __future__ import annotations

import contextlib
import threading

import pytest
from django.db import connection

from literasi.catalogue.models import BookSuggestion, SuggestionVote
from literasi.catalogue.services import suggesting
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RULE = next(rule for rule in BookSuggestion._meta.constraints if rule.name == "suggestion_once_a_library")


def both_at_once(monkeypatch) -> None:
    """Both have looked for the book before either writes it down."""
    meet, known, users = threading.Barrier(2, timeout=5), suggesting._known, [UserFactory(), UserFactory()]

    def look_and_wait(wish):
        found = known(wish)
        if found is None:
            with contextlib.suppress(threading.BrokenBarrierError):
                meet.wait()
        return found

    def run(user):
        try:
            suggesting.suggest_book(suggesting.Wish("Atheis", "Achdiat K. Mihardja"), user=user)
        finally:
            connection.close()

    monkeypatch.setattr(suggesting, "_known", look_and_wait)
    threads = [threading.Thread(target=run, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_second_finds_the_firsts_row_and_adds_a_voice(monkeypatch):
    both_at_once(monkeypatch)
    assert (BookSuggestion.objects.count(), SuggestionVote.objects.count()) == (1, 2)


def test_without_the_constraint_the_book_stands_there_twice(monkeypatch):
    with connection.schema_editor() as editor:
        editor.remove_constraint(BookSuggestion, RULE)
    try:
        both_at_once(monkeypatch)
        assert BookSuggestion.objects.count() == 2
    finally:
        BookSuggestion.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(BookSuggestion, RULE)
