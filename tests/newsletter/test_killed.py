"""A real worker is killed while an issue goes out; the next one finishes. One mail for each reader."""

from __future__ import annotations

import datetime as dt
import email

import pytest
from django.utils import timezone

from newsletter.models import Issue
from notices.models import Delivery, Notice
from notices.models.deliveries import LEASE
from tests.factories.newsletter import SubscriberFactory, due_issue, published
from tests.factories.pages import site_tree
from tests.notices.test_killed import ids_in, kill, start_worker, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# A later part's section that does not answer: the worker stops inside the transaction of the verb.
STUCK = """
import os, time
from pathlib import Path
from newsletter.sections import sections
box = Path(os.environ["VAR_DIR"]) / "mailbox"

def stuck(day):
    if (box / "hang-section").exists():
        (box / "reached").touch()
        time.sleep(600)

sections["stuck"] = stuck
"""
WORK = f"""
import django; django.setup()
{STUCK}
from newsletter.tasks import send_newsletter; send_newsletter()
from notices.tasks import deliver; deliver()
from django.core.management import call_command; call_command("run_huey", "--quiet", "--no-periodic")
"""


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "mailbox"
    folder.mkdir()
    return folder


def killed_while_it_hangs(box, where):
    """Three readers, an issue that is due, a worker that dies at that point."""
    site_tree()
    published()
    for _ in range(3):
        SubscriberFactory()
    due_issue()
    (box / f"hang-{where}").touch()
    first = start_worker(box, WORK)
    try:
        wait_until((box / "reached").exists, first)
    finally:
        kill(first)
    (box / f"hang-{where}").unlink()


def the_next_worker_finishes(box):
    long_ago = timezone.now() - LEASE - dt.timedelta(seconds=1)
    Delivery.objects.filter(state="sending").update(claimed_at=long_ago)
    second = start_worker(box, WORK)
    try:
        wait_until(lambda: Delivery.objects.filter(state="sent").count() == 3, second)
    finally:
        kill(second)


def receivers(box):
    return sorted(email.message_from_bytes(file.read_bytes())["To"] for file in box.glob("*.eml"))


def test_killed_while_it_addresses_the_issue_it_has_told_nobody_and_the_next_tells_all(box):
    killed_while_it_hangs(box, "section")
    assert (Notice.objects.count(), Issue.objects.sent().count()) == (0, 0)
    the_next_worker_finishes(box)
    assert len(receivers(box)) == len(set(receivers(box))) == 3


def test_killed_before_the_server_took_a_mail_everybody_gets_one(box):
    killed_while_it_hangs(box, "before")
    the_next_worker_finishes(box)
    assert len(receivers(box)) == len(set(receivers(box))) == 3
    assert Issue.objects.sent().count() == 1


def test_killed_after_the_server_took_a_mail_the_copy_bears_the_same_message_id(box):
    killed_while_it_hangs(box, "after")
    taken = len(ids_in(box))  # one for each thread of the worker that had got so far
    assert taken in (1, 2)
    assert not Delivery.objects.filter(state="sent").exists()
    the_next_worker_finishes(box)
    assert (len(ids_in(box)), len(set(ids_in(box))), len(set(receivers(box)))) == (taken + 3, 3, 3)
