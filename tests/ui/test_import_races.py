"""Two workers with the same file. The negative control: without the lock it is loaded twice."""

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import RosterImport
from accounts.roster.uploads import Rosters
from tests.factories.accounts import SchoolFactory
from ui.imports.models import ImportState

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROSTER = b"Nama;NIPD;NISN;Rombel\nAisyah;1;0101234567;7A\n"


class SlowRosters(Rosters):
    """Says how often it loaded, and gives the other worker time to come in between."""

    def __init__(self):
        self.loaded = []

    def load(self, upload, progress):
        self.loaded.append(upload.pk)
        time.sleep(0.4)


class WithoutLock(SlowRosters):
    def _locked(self, pk):
        return RosterImport.objects.get(pk=pk)


def loads(rosters, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    file = SimpleUploadedFile("daftar.csv", ROSTER)
    upload = rosters.receive(file, None, school=SchoolFactory(), year="2026/2027")
    rosters.look(upload.pk)
    assert rosters.confirm(upload)
    gate = threading.Barrier(2)

    def work():
        gate.wait()
        rosters.carry_out(upload.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    upload.refresh_from_db()
    assert upload.state == ImportState.DONE
    return len(rosters.loaded)


def test_two_workers_load_a_file_once(tmp_path, settings):
    assert loads(SlowRosters(), tmp_path, settings) == 1


def test_without_the_lock_a_file_is_loaded_twice(tmp_path, settings):
    assert loads(WithoutLock(), tmp_path, settings) == 2
