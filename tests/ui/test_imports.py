"""What holds for every import, shown on the roster's and the catalogue's: no file is worked on twice."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import RosterImport
from accounts.roster.uploads import rosters
from literasi.catalogue.slims.uploads import catalogues
from tests.factories.accounts import SchoolFactory
from ui import tasks, workplace
from ui.imports.exceptions import BrokenOff
from ui.imports.models import ImportState

pytestmark = pytest.mark.django_db
ROSTER = b"Nama;NIPD;NISN;Rombel\nAisyah;1;0101234567;7A\n"


@pytest.fixture
def upload(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    file = SimpleUploadedFile("daftar.csv", ROSTER)
    received = rosters.receive(file, None, school=SchoolFactory(), year="2026/2027")
    yield received
    rosters.end_progress(received.pk)


def later(**delta):
    return timezone.now() + dt.timedelta(**delta)


def test_a_worker_that_still_tells_its_progress_is_left_alone(upload, monkeypatch):
    moment = later(minutes=5)
    with monkeypatch.context() as patch:
        patch.setattr(workplace.time, "time", moment.timestamp)
        rosters.show_progress(upload.pk, 60)
    assert rosters.sweep(moment) == []
    assert rosters.sweep(moment + workplace.STALLED + dt.timedelta(seconds=1)) == [upload]


def test_a_file_that_kills_its_reader_every_time_is_refused(upload):
    for minutes in (5, 10, 15, 20):
        rosters.sweep(later(minutes=minutes))
    upload.refresh_from_db()
    assert (upload.state, upload.message) == (ImportState.REFUSED, str(BrokenOff()))


def test_a_file_discarded_while_it_is_read_stays_discarded(upload, monkeypatch):
    read = rosters.read

    def slow(row, data):
        read(row, data)
        rosters.discard(upload)

    monkeypatch.setattr(rosters, "read", slow)
    rosters.look(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.rows) == (ImportState.EXPIRED, [])


def test_a_file_that_has_vanished_is_said_to_be_gone(upload):
    rosters.drop(upload.pk)
    rosters.look(upload.pk)
    upload.refresh_from_db()
    assert upload.state == ImportState.REFUSED


def test_one_sweep_that_fails_does_not_stop_the_others(upload, monkeypatch):
    def fail(now):
        raise RuntimeError

    moment = later(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    monkeypatch.setattr(catalogues, "sweep", fail)
    monkeypatch.setattr(tasks, "importers", {"catalogue": "", "rosters": ""})
    tasks.sweep_imports.call_local()
    assert RosterImport.objects.get().state == ImportState.READY
