"""`manage.py import_dapodik`: one JSON object, clear refusals, and nothing half done."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from accounts.models import AcademicYear, Classroom, Enrolment, Pupil, School, User
from accounts.roster import applying
from accounts.roster.table import Roster, Written
from tests.factories.accounts import SchoolFactory

from .files import AISYAH, BAGAS, CLASS_OF_THREE, csv_text, dapodik, plain_rows

NPSN, YEAR = "20299999", "2026/2027"
KEYS = [
    "rows",
    "created",
    "updated",
    "moved",
    "unchanged",
    "flagged",
    "left",
    "skipped",
    "errors",
    "classrooms",
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "daftar_pd.xlsx"
    path.write_bytes(dapodik())
    return path


def run(file, *options, npsn=NPSN, year=YEAR):
    out = io.StringIO()
    call_command("import_dapodik", str(file), "--npsn", npsn, "--year", year, *options, stdout=out)
    return out.getvalue()


def as_json(*args, **options):
    return json.loads(run(*args, "--json", **options))


@pytest.mark.django_db
def test_json_is_one_object_with_its_keys(file):
    assert as_json(file) == {
        "rows": 3, "created": 3, "updated": 0, "moved": 0, "unchanged": 0, "left": 0, "flagged": 0,
        "skipped": 0, "errors": [], "classrooms": 3,
    }  # fmt: skip
    again = as_json(file)
    assert sorted(again) == sorted(KEYS)
    assert (again["created"], again["unchanged"]) == (0, 3)


@pytest.mark.django_db
def test_a_trial_writes_nothing(file):
    assert as_json(file, "--dry-run")["created"] == 3
    assert (School.objects.count(), User.objects.count(), AcademicYear.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_the_same_file_twice_says_so(file):
    assert "Tidak ada yang berubah." not in run(file)
    assert "Tidak ada yang berubah." in run(file)


@pytest.mark.django_db
def test_bad_rows_are_reported_and_the_rest_goes_in(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        csv_text([*plain_rows(), ("", "9", "", "", "", "7A"), ("Jumlah", "4", "", "", "", "")], ";")
    )
    result = as_json(path, "--school-name", "SMP Harapan")
    assert (result["rows"], result["created"], result["skipped"]) == (5, 3, 1)
    assert [(e["row"], e["column"]) for e in result["errors"]] == [(5, "Nama")]
    assert "Baris 5" in run(path)


@pytest.mark.django_db
def test_leavers_are_proposed_and_closed_when_confirmed(file, tmp_path):
    run(file)
    path = tmp_path / "next.xlsx"
    path.write_bytes(dapodik([AISYAH, BAGAS]))
    assert as_json(path)["left"] == 1
    assert Pupil.objects.active().count() == 3
    assert as_json(path, "--confirm-leavers")["left"] == 1
    assert Pupil.objects.active().count() == 2
    assert as_json(path)["left"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "npsn", "year"),
    [
        (b"", NPSN, YEAR),
        (b"%PDF-1.4 \x00\x01\x02\x03\x04", NPSN, YEAR),
        (None, NPSN, YEAR),
        (dapodik(), "123", YEAR),
        (dapodik(), NPSN, "2026"),
        (dapodik(titles=False), NPSN, YEAR),
    ],
)
def test_a_refused_file_exits_with_a_sentence_and_an_object(tmp_path, content, npsn, year):
    path, out = tmp_path / "x.xlsx", io.StringIO()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("import_dapodik", str(path), "--npsn", npsn, "--year", year, "--json", stdout=out)
    result = json.loads(out.getvalue())
    assert sorted(result) == sorted(KEYS)
    assert [(e["row"], e["column"]) for e in result["errors"]] == [(None, None)]
    assert result["errors"][0]["message"] in str(refusal.value)
    assert School.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_nothing(file):
    """A process is killed between its first and its last write; afterwards the import simply works."""
    paused = f"""
import os, signal, sys
sys.path[:0] = {[str(settings.BASE_DIR), str(settings.SITE_DIR)]!r}
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = {str(connection.settings_dict["NAME"])!r}
from django.db import connection
connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"]
from accounts.models import Pupil
from accounts.roster import applying
def die(self, *args, **options):
    assert Pupil.objects.count() == 3
    os.kill(os.getpid(), signal.SIGKILL)
applying._Writer._seat = die
from django.core.management import call_command
call_command("import_dapodik", {str(file)!r}, npsn={NPSN!r}, year={YEAR!r})
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run([sys.executable, "-c", paused], env=environment, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    connection.close()
    counts = [model.objects.count() for model in (School, User, Pupil, Classroom, Enrolment, AcademicYear)]
    assert counts == [0] * 6
    assert as_json(file)["created"] == 3


def both(work):
    def alone():
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(alone), pool.submit(alone)]]


ROSTER = Roster(lines=[Written(row, cells) for row, cells in enumerate(CLASS_OF_THREE, start=7)])


@pytest.fixture
def slow_planning(monkeypatch):
    """Both imports have planned before either writes, unless the lock keeps one waiting."""
    real = applying.make_plan

    def plan_slowly(*args):
        plan = real(*args)
        time.sleep(0.5)
        return plan

    monkeypatch.setattr(applying, "make_plan", plan_slowly)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("slow_planning")
def test_two_imports_at_once_take_turns():
    school = SchoolFactory()
    plans = both(lambda: applying.apply(ROSTER, school, YEAR))
    assert sorted(plan.changes_nothing for plan in plans) == [False, True]
    assert Pupil.objects.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("slow_planning")
def test_without_the_lock_they_collide(monkeypatch):
    """Negative control: the lock, not luck, makes them take turns."""
    from django.db.models import QuerySet

    school = SchoolFactory()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)
    plans = both(lambda: applying.apply(ROSTER, school, YEAR))
    assert sum(isinstance(plan, Exception) for plan in plans) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_an_unknown_school_make_it_once(file):
    results = both(lambda: as_json(file))
    assert sorted(result["created"] for result in results) == [0, 3]
    assert School.objects.count() == 1
