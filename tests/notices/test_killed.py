"""A real worker process is killed while it sends; the next one finishes. One message for each notice."""

from __future__ import annotations

import datetime as dt
import email
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from notices.models import Delivery
from notices.models.deliveries import LEASE
from tests.factories.notices import an_email

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REGISTER = "from notices import registry; from tests.factories.notices import DUE; registry.register(DUE); "
WORK = (
    "import django; django.setup(); " + REGISTER + "from notices.tasks import deliver; deliver(); "
    "from django.core.management import call_command; call_command('run_huey', '--quiet', '--no-periodic')"
)


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "mailbox"
    folder.mkdir()
    return folder


def database_url():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user, host, port = values["USER"], values["HOST"] or "127.0.0.1", values["PORT"] or 5432
    return f"postgres://{user}:{values['PASSWORD'] or ''}@{host}:{port}/{values['NAME']}"


def start_worker(box, work=WORK):
    """huey's consumer with threads, as in production, with one job in its queue."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(box.parent),
        "DJANGO_SETTINGS_MODULE": "tests.notices.worker_settings",
        "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR), str(settings.SITE_DIR)]),
    }
    return subprocess.Popen([sys.executable, "-c", work], cwd=settings.BASE_DIR, env=environment)


def wait_until(true, process, seconds=60):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.1)
    assert true(), process.poll()


def ids_in(box):
    return [email.message_from_bytes(f.read_bytes())["Message-ID"] for f in sorted(box.glob("*.eml"))]


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def killed_in_the_middle(box, when):
    """The first worker dies; the second comes when the claim has grown old."""
    (box / f"hang-{when}").touch()
    first = start_worker(box)
    try:
        wait_until((box / "reached").exists, first)
    finally:
        kill(first)
    assert Delivery.objects.filter(state="sending").count() == 1
    (box / f"hang-{when}").unlink()
    long_ago = timezone.now() - LEASE - dt.timedelta(seconds=1)
    Delivery.objects.filter(state="sending").update(claimed_at=long_ago)
    second = start_worker(box)
    try:
        wait_until(lambda: not Delivery.objects.exclude(state="sent").exists(), second)
    finally:
        kill(second)


def test_a_worker_killed_before_the_server_took_the_message(box):
    for _ in range(3):
        an_email()
    Delivery.objects.update(state="waiting", sent_at=None, attempts=0, provider_id="")
    killed_in_the_middle(box, "before")
    assert len(ids_in(box)) == len(set(ids_in(box))) == 3


def test_a_worker_killed_after_the_server_took_it_repeats_it_under_the_same_message_id(box):
    for _ in range(3):
        an_email()
    Delivery.objects.update(state="waiting", sent_at=None, attempts=0, provider_id="")
    killed_in_the_middle(box, "after")
    assert (len(ids_in(box)), len(set(ids_in(box)))) == (4, 3)
    assert set(ids_in(box)) == set(Delivery.objects.values_list("provider_id", flat=True))
