"""A school's entries as files: only what the person may see, inert, large ones by the worker."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from literasi.reading import tasks
from literasi.reading.exchange import exporting
from literasi.reading.exchange.exporting import export_files
from literasi.reading.models import ExportState, ReadingExport, ReadingLog
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry

from .files import outcomes, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return ClassroomFactory()


@pytest.fixture
def teacher(client, classroom):
    user = settled(a_teacher(classroom))
    client.force_login(user)
    return user


def ask(client, at, form="csv", **fields):
    return client.post(reverse("export_reading", args=[at.school.npsn]), {"form": form, **fields})


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_teacher_takes_along_the_entries_of_their_classes(client, classroom, teacher):
    mine = a_pupil(classroom)
    an_entry(mine, response="@SUM(1)")
    an_entry(a_pupil(ClassroomFactory(school=classroom.school)))
    [row] = rows_of(ask(client, classroom))
    assert (row["NIS"], row["Nama"], row["Tanggapan"]) == (mine.nis, mine.user.name, "'@SUM(1)")


def test_days_and_class_choose_the_entries(client, classroom, teacher):
    pupil = a_pupil(classroom)
    today = pupil.school.today()
    for back in (0, 1, 2):
        an_entry(pupil, read_on=today - dt.timedelta(days=back))
    chosen = {"first_day": today - dt.timedelta(days=1), "last_day": today - dt.timedelta(days=1)}
    assert len(rows_of(ask(client, classroom, **chosen, classroom=classroom.pk))) == 1
    wrong = {"first_day": today, "last_day": today - dt.timedelta(days=1)}
    assert list(ask(client, classroom, **wrong).context["form"].errors) == ["last_day"]
    other = ClassroomFactory(school=classroom.school)
    assert list(ask(client, classroom, classroom=other.pk).context["form"].errors) == ["classroom"]


def test_nothing_in_a_workbook_is_computed(client, classroom, teacher):
    an_entry(a_pupil(classroom), response="=1+1")
    answer = ask(client, classroom, form="xlsx")
    cells = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert "f" not in {cell.data_type for row in cells for cell in row}
    assert "=1+1" in {cell.value for cell in cells[2]}


def test_an_export_that_is_loaded_again_changes_nothing(client, classroom, teacher):
    an_entry(a_pupil(classroom), finished=True, response="'kutip", page_to=20)
    for form in ("csv", "xlsx"):
        data = ask(client, classroom, form=form).content
        upload = send(client, "import_reading", data, classroom.school.npsn, "catatan")
        assert outcomes(upload) == [(2, "unchanged")]
    assert ReadingLog.objects.count() == 1


@pytest.fixture
def large(monkeypatch):
    """Every export is large."""
    monkeypatch.setattr(exporting, "AT_ONCE", 0)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_large_export_is_made_by_the_worker_for_who_asked(client, classroom, teacher, large, form):
    an_entry(a_pupil(classroom))
    page = ask(client, classroom, form=form).url
    export = ReadingExport.objects.get()
    assert (export.state, export.written) == (ExportState.READY, 1)
    assert export_files.file_of(export.pk).stat().st_mode & 0o777 == 0o600
    assert (
        reverse("reading_export_file", args=[classroom.school.npsn, export.pk])
        in client.get(page).content.decode()
    )
    answer = client.get(reverse("reading_export_file", args=[classroom.school.npsn, export.pk]))
    assert len(b"".join(answer.streaming_content)) > 100
    client.force_login(settled(GrantFactory(librarian=True, school=classroom.school).user))
    assert client.get(page).status_code == 404


def test_while_the_worker_writes_there_is_a_bar(client, classroom, teacher, large, monkeypatch):
    monkeypatch.setattr(tasks, "make_export", lambda pk: None)
    an_entry(a_pupil(classroom))
    page = ask(client, classroom).url
    assert "<progress" in client.get(page).content.decode()
    export = ReadingExport.objects.get()
    exporting.make(export.pk)
    assert client.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def later(**delta):
    return timezone.now() + dt.timedelta(**delta)


def test_the_sweep_makes_again_what_a_killed_worker_left(client, classroom, teacher, large, monkeypatch):
    monkeypatch.setattr(tasks, "make_export", lambda pk: None)
    an_entry(a_pupil(classroom))
    ask(client, classroom)
    export = ReadingExport.objects.get()
    assert exporting.sweep(later(seconds=30)) == []
    assert exporting.sweep(later(minutes=5)) == [export]
    for minutes in (10, 15, 20, 25):
        exporting.sweep(later(minutes=minutes))
    export.refresh_from_db()
    assert export.state == ExportState.FAILED


def test_a_file_is_kept_for_a_day(client, classroom, teacher, large):
    an_entry(a_pupil(classroom))
    page = ask(client, classroom).url
    exporting.sweep(later(hours=25))
    export = ReadingExport.objects.get()
    assert (export.state, export_files.file_of(export.pk).exists()) == (ExportState.EXPIRED, False)
    assert client.get(page).status_code == 200
    file = reverse("reading_export_file", args=[classroom.school.npsn, export.pk])
    assert client.get(file).url == page


def test_rows_cost_no_query_each(classroom, teacher, django_assert_num_queries):
    pupil = a_pupil(classroom)
    for minutes in (1, 2, 3):
        an_entry(pupil, minutes=minutes)
    with django_assert_num_queries(1):
        assert len(list(exporting.log_rows(ReadingLog.objects.all()))) == 3
