"""The chart: drawn by the worker, kept by data version, never by a web process."""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.urls import reverse
from huey.contrib.djhuey import HUEY

from literasi.reading.charts import SUBJECTS, draw, kept_charts
from literasi.reading.models import ChartImage
from tests.architecture.sources import BASE
from tests.conftest import migration_key
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db


def draw_class_weeks(pk):
    return draw("class-weeks", pk)


def kept_chart(classroom):
    figure = SUBJECTS["class-weeks"](classroom.pk)
    return kept_charts(classroom.pk, {"class-weeks": figure})["class-weeks"]


def words_of(svg):
    return [e.text for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_chart_is_drawn_once_for_the_same_data():
    pupil = a_pupil()
    an_entry(pupil)
    assert draw_class_weeks(pupil.classroom.pk) is True
    assert draw_class_weeks(pupil.classroom.pk) is False
    an_entry(pupil)
    assert draw_class_weeks(pupil.classroom.pk) is True
    assert ChartImage.objects.count() == 1


def test_its_words_are_indonesian_text_in_the_readers_own_font():
    pupil = a_pupil()
    an_entry(pupil)
    draw_class_weeks(pupil.classroom.pk)
    svg = kept_chart(pupil.classroom)
    assert {"menit", "terverifikasi", "menunggu"} <= set(words_of(svg))
    assert len(svg) < 25_000


def test_a_class_that_has_not_read_still_gets_a_chart():
    classroom = ClassroomFactory()
    draw_class_weeks(classroom.pk)
    assert words_of(kept_chart(classroom))[-2:] == ["terverifikasi", "menunggu"]


def test_the_page_shows_the_chart_or_says_that_it_is_being_drawn(client):
    pupil = a_pupil()
    client.force_login(a_teacher(pupil.classroom))
    url = reverse("class_page", args=[pupil.classroom.pk])
    assert "Grafik sedang dibuat" in client.get(url).content.decode()
    draw_class_weeks(pupil.classroom.pk)
    text = client.get(url).content.decode()
    assert "data:image/svg+xml" in text
    assert "Grafik sedang dibuat" not in text


def test_a_class_that_logs_together_is_drawn_once(django_capture_on_commit_callbacks):
    classroom = ClassroomFactory()
    HUEY.flush()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            an_entry(a_pupil(classroom))
    assert [task.args for task in HUEY.scheduled()] == [("class-weeks", classroom.pk)]


ASK_A_PAGE = """
import sys
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
import config.urls, config.wsgi
call_command("migrate", verbosity=0)
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from tests.factories.accounts import GrantFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
pupil = a_pupil()
an_entry(pupil)
client = Client()
client.force_login(GrantFactory(city=True).user)
for page in (f"sekolah/{pupil.school.npsn}/bacaan/", "kota/bacaan/", "kota/bacaan/laporan/"):
    assert client.get(f"/{page}").status_code == 200
client.force_login(a_teacher(pupil.classroom))
answer = client.get(f"/kelas/{pupil.classroom.pk}/")
print(answer.status_code, sorted(name for name in sys.modules if name.split(".")[0] == "matplotlib")[:3])
"""


@pytest.mark.slow
def test_a_web_process_never_loads_matplotlib(tmp_path):
    """A whole process of its own: all URLs loaded, an entry logged, the class page asked for."""
    template = Path(tempfile.gettempdir()) / f"lumbung-tests-{os.getuid()}/template-{migration_key()}.sqlite3"
    if template.exists():  # saves twenty seconds of migrations
        shutil.copy(template, tmp_path / "lumbung.sqlite3")
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{BASE}:{BASE / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK_A_PAGE], env=environment, capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.stdout.strip().splitlines()[-1:], done.returncode) == (["200 []"], 0), done.stderr[-2000:]
