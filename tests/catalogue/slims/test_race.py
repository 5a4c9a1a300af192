"""Two imports of one file at the same moment: each book once."""

from __future__ import annotations

import contextlib
import threading

import pytest
from django.db import DatabaseError, connection

from literasi.catalogue.models import Copy, Title
from literasi.catalogue.services import locks
from literasi.catalogue.slims import verbs
from tests.bench.slims import biblio_rows
from tests.catalogue.slims.files import biblio

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def both_at_once(monkeypatch) -> tuple[list[int], list[Exception]]:
    """Titles each import counted as new, and what broke. Both have compared before either writes,
    unless the lock lets only one of them compare."""
    data, meet = biblio(*biblio_rows(60)), threading.Barrier(2, timeout=3)
    plan, created, broken = verbs._plan, [], []

    def plan_and_wait(*args):
        found = plan(*args)
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait()  # broken when the other one waits for the lock, as it should
        return found

    def run():
        try:
            created.append(verbs.load(data, None).titles_created)
        except (DatabaseError, AssertionError) as error:
            broken.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(verbs, "_plan", plan_and_wait)
    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(created), broken


def test_the_second_import_waits_and_finds_everything_done(monkeypatch):
    assert both_at_once(monkeypatch) == ([0, 60], [])
    assert Title.objects.count() == 60
    assert Copy.objects.count() == Copy.objects.values("barcode").distinct().count()


def test_without_the_lock_they_collide(monkeypatch):
    monkeypatch.setattr(locks, "serialise_imports", lambda: None)
    _created, broken = both_at_once(monkeypatch)
    assert len(broken) == 1
