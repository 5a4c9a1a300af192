"""A reader's Goodreads export becomes their own unverified history; their own reading can be taken along."""

import csv
import datetime as dt
import io
import json

import pytest
from django.urls import reverse

from literasi.reading.models import (
    DailyTotal,
    Evidence,
    Programme,
    ReadingLog,
    ShelfBook,
    ShelfStatus,
    Source,
    Standing,
    Status,
)
from literasi.reading.services import rebuild_totals
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory, UserFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
from ui.imports.models import ImportState

from .files import goodreads, outcomes, send

pytestmark = pytest.mark.django_db

READ = ("11", "The Subtle Knife (His Dark Materials, #2)", 288, "2020/12/27", "2019/02/06", "read")
UNDATED = ("12", "Rendezvous with Rama", 245, "", "2010/12/18", "read")
NOWHERE = ("13", "Tanpa Tanggal", 100, "", "", "read")
WANTED = ("14", "Ingin Dibaca", 300, "", "2020/01/01", "to-read")
IN_HAND = ("15", "Sedang Dibaca", 300, "", "2020/01/01", "currently-reading")
PAGELESS = ("16", "Tanpa Halaman", "", "2020/01/01", "2020/01/01", "read")


@pytest.fixture
def pupil(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    pupil = a_pupil()
    client.force_login(settled(pupil.user))
    return pupil


def load(client, data):
    upload = send(client, "import_history", data)
    client.post(reverse("confirm_history", args=[upload.pk]))
    upload.refresh_from_db()
    return upload


def test_each_book_gets_its_verdict(client, pupil):
    upload = send(client, "import_history", goodreads(READ, UNDATED, NOWHERE, WANTED, IN_HAND, PAGELESS))
    assert outcomes(upload) == [
        (2, "history"),
        (3, "history"),
        (4, "shelf"),
        (5, "skipped"),
        (6, "shelf"),
        (7, "shelf"),
    ]
    assert ReadingLog.objects.count() == ShelfBook.objects.count() == 0
    assert client.get(reverse("review_history", args=[upload.pk])).status_code == 200


def test_what_was_read_becomes_unverified_history(client, pupil):
    upload = load(client, goodreads(READ, UNDATED, NOWHERE, WANTED, IN_HAND))
    assert upload.state == ImportState.DONE
    logs = ReadingLog.objects.order_by("-read_on")
    assert [(log.read_on, log.pages, log.minutes, log.finished) for log in logs] == [
        (dt.date(2020, 12, 27), 288, 0, True),
        (dt.date(2010, 12, 18), 245, 0, True),
    ]
    assert {(log.source, log.evidence, log.status, log.classroom) for log in logs} == {
        (Source.IMPORT, Evidence.SELF, Status.WAITING, None)
    }
    assert set(ShelfBook.objects.values_list("name", "status")) == {
        ("The Subtle Knife (His Dark Materials, #2)", ShelfStatus.FINISHED),
        ("Rendezvous with Rama", ShelfStatus.FINISHED),
        ("Tanpa Tanggal", ShelfStatus.READING),
        ("Sedang Dibaca", ShelfStatus.READING),
    }
    assert rebuild_totals(check_only=True) == []


def test_the_same_export_again_changes_nothing(client, pupil):
    data = goodreads(READ, UNDATED, NOWHERE, WANTED, IN_HAND, READ)
    load(client, data)
    before = list(ShelfBook.objects.values())
    again = load(client, data)
    assert again.report["counts"] == {"unchanged": 5, "skipped": 1}
    assert (ReadingLog.objects.count(), list(ShelfBook.objects.values())) == (2, before)


def test_a_day_read_that_comes_later_makes_no_second_entry(client, pupil):
    load(client, goodreads(UNDATED))
    load(client, goodreads((*UNDATED[:3], "2021/01/01", *UNDATED[4:])))
    assert ReadingLog.objects.count() == 1


def test_history_counts_in_no_programme(client, pupil):
    Programme.objects.create(
        name="Semua", slug="semua", school=pupil.school, state="running", starts_on="2020-01-01",
        ends_on="2030-01-01", interval="whole", metric="pages", made_by=UserFactory(),
    )  # fmt: skip
    load(client, goodreads(READ))
    assert not Standing.objects.filter(amount__gt=0).exists()


def test_books_of_the_last_days_are_left_to_the_reader(client, pupil):
    today = pupil.school.today()
    late = ("20", "Baru Saja", 400, f"{today:%Y/%m/%d}", f"{today:%Y/%m/%d}", "read")
    assert outcomes(load_look(client, goodreads(late))) == [(2, "shelf")]
    load(client, goodreads(late))
    assert (ReadingLog.objects.count(), DailyTotal.objects.count()) == (0, 0)


def load_look(client, data):
    return send(client, "import_history", data)


def test_a_book_finished_in_the_journal_is_not_doubled(client, pupil):
    an_entry(pupil, finished=True)
    book = ("21", "laskar  pelangi", 500, "2019/01/01", "2019/01/01", "read")
    data = goodreads(book).replace(b"Pengarang Contoh", b"Andrea Hirata")
    assert outcomes(load_look(client, data)) == [(2, "unchanged")]


@pytest.mark.parametrize("day", ["2999/01/01", "kemarin", "0020/01/01"])
def test_an_impossible_day_is_an_error_of_its_row(client, pupil, day):
    upload = load(client, goodreads(("30", "Aneh", 10, day, "", "read"), READ))
    assert upload.report["counts"] == {"error": 1, "history": 1}


def test_isbn_cells_of_goodreads_are_read(client, pupil):
    data = goodreads(READ).replace(b'"=""""","="""""', b'"=""0440238145""","=""9780440238140"""')
    assert b"9780440238140" in data
    upload = send(client, "import_history", data)
    assert upload.rows[0][1]["isbn13"] == "9780440238140"


def test_staff_who_read_bring_their_history_along(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    client.force_login(settled(a_teacher(ClassroomFactory())))
    load(client, goodreads(READ))
    assert ReadingLog.objects.get().by_staff


def test_nobody_sees_anothers_file(client, pupil):
    upload = send(client, "import_history", goodreads(READ))
    client.force_login(settled(a_pupil().user))
    for name in ("review_history", "history_result"):
        assert client.get(reverse(name, args=[upload.pk])).status_code == 404


# --- Taking it along ------------------------------------------------------------------------------


def test_a_reader_takes_their_history_as_csv_and_json(client, pupil):
    an_entry(pupil, response="=HYPERLINK(1)")
    an_entry(a_pupil())
    text = b"".join(client.get(reverse("my_history_file", args=["csv"])).streaming_content)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [(row["Judul"], row["Menit"], row["Tanggapan"]) for row in rows] == [
        ("Laskar Pelangi", "20", "'=HYPERLINK(1)")
    ]
    data = json.loads(client.get(reverse("my_history_file", args=["json"])).content)
    assert [entry["title"] for entry in data["journal"]] == ["Laskar Pelangi"]
    assert client.get(reverse("my_history")).context["entries"] == 1
