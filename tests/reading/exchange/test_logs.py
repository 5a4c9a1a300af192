"""A teacher's table of entries comes into the journal: shown row by row, loaded once, within the limits."""

import datetime as dt

import pytest
from django.urls import reverse

from literasi.catalogue.models import Author, Contribution
from literasi.catalogue.services.keys import text_key
from literasi.reading.exchange.importing import reading_files
from literasi.reading.models import DailyTotal, ReadingImport, ReadingLog, Source, Status
from literasi.reading.services import policy_of, rebuild_totals, set_policy
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory, GrantFactory, PupilFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher
from ui.imports.models import ImportState

from .files import csv_file, outcomes, remarks, send, xlsx_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return ClassroomFactory()


@pytest.fixture
def pupil(classroom):
    return a_pupil(classroom, nis="1001", user=UserFactory(name="Aisyah Putri"))


@pytest.fixture
def teacher(client, classroom):
    user = settled(a_teacher(classroom))
    client.force_login(user)
    return user


@pytest.fixture
def today(classroom):
    return classroom.school.today()


def place(classroom):
    return [classroom.school.npsn, "catatan"]


def load(client, classroom, data, **fields):
    """Upload, look, confirm."""
    upload = send(client, "import_reading", data, *place(classroom), **fields)
    client.post(reverse("confirm_reading_import", args=[*place(classroom), upload.pk]))
    upload.refresh_from_db()
    return upload


def row(day, **changes):
    values = {"nis": "1001", "name": "Aisyah Putri", "day": day, "title": "Na Willa", "author": "Reda",
              "minutes": 20, "pages": 12}  # fmt: skip
    return tuple((values | changes).values())


def test_every_row_is_shown_before_anything_is_written(client, classroom, pupil, teacher, today):
    data = xlsx_file([row(today), row("31/02/2026"), row(today, nis="9"), row(today, title="")])
    upload = send(client, "import_reading", data, *place(classroom))
    assert outcomes(upload) == [(2, "created"), (3, "error"), (4, "error"), (5, "error")]
    page = client.get(reverse("review_reading_import", args=[*place(classroom), upload.pk])).content.decode()
    assert all(remark[:30] in page for remark in remarks(upload).values())
    assert ReadingLog.objects.count() == 0


def test_loading_writes_entries_shelf_and_totals_together(client, classroom, pupil, teacher, today):
    yesterday = today - dt.timedelta(days=1)
    rows = [row(today), row(yesterday.strftime("%d/%m/%Y"), minutes=15, pages="")]
    upload = load(client, classroom, csv_file(rows))
    assert (upload.state, upload.rows) == (ImportState.DONE, [])
    logs = ReadingLog.objects.order_by("read_on")
    assert [(log.read_on, log.minutes, log.pages, log.source, log.status) for log in logs] == [
        (yesterday, 15, 0, Source.PAPER, Status.WAITING),
        (today, 20, 12, Source.PAPER, Status.WAITING),
    ]
    assert {log.classroom for log in logs} == {classroom}
    assert {log.book.name for log in logs} == {"Na Willa"}
    assert DailyTotal.objects.get(day=today).minutes == 20
    assert rebuild_totals(check_only=True) == []


def test_the_same_file_again_changes_nothing(client, classroom, pupil, teacher, today):
    data = csv_file([row(today), row(today, minutes=5), row(today)])
    first = send(client, "import_reading", data, *place(classroom))
    assert outcomes(first) == [(2, "created"), (3, "created"), (4, "unchanged")]
    client.post(reverse("confirm_reading_import", args=[*place(classroom), first.pk]))
    again = load(client, classroom, data)
    assert again.report["counts"] == {"unchanged": 3}
    assert ReadingLog.objects.count() == 2


def test_limits_hold_over_the_rows_of_a_file(client, classroom, pupil, teacher, today):
    set_policy(classroom.school, by=teacher, minutes_per_entry=30, minutes_per_day=50)
    rows = [row(today, minutes=n) for n in (30, 31, 25, 20)]
    upload = load(client, classroom, csv_file(rows))
    assert upload.report["counts"] == {"created": 2, "error": 2}
    assert DailyTotal.objects.get().minutes == 50


def test_what_is_older_than_the_window_is_history(client, classroom, pupil, teacher, today):
    old = today - dt.timedelta(days=policy_of(classroom.school).days_back + 1)
    upload = send(client, "import_reading", csv_file([row(old)]), *place(classroom))
    assert outcomes(upload) == [(2, "history")]
    client.post(reverse("confirm_reading_import", args=[*place(classroom), upload.pk]))
    assert ReadingLog.objects.get().source == Source.IMPORT
    assert rebuild_totals(check_only=True) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "2999-01-01"},
        {"day": "besok"},
        {"day": ""},
        {"minutes": "dua puluh"},
        {"minutes": "", "pages": ""},
        {"minutes": 1441},
        {"title": "=HYPERLINK(1)"},
        {"title": "Na\x01Willa"},
        {"name": "Bagas Wirawan"},
        {"title": "A" * 501},
    ],
)
def test_a_bad_row_gets_one_sentence_and_the_others_load(client, classroom, pupil, teacher, today, changes):
    bad = row(**({"day": today} | changes))
    upload = load(client, classroom, csv_file([bad, row(today)]))
    assert upload.report["counts"] == {"error": 1, "created": 1}
    assert upload.report["findings"][0][0] == 2
    assert len(upload.report["findings"][0][4]) > 10


def test_a_teacher_loads_for_their_own_classes_only(client, classroom, pupil, teacher, today):
    a_pupil(ClassroomFactory(school=classroom.school), nis="2002", user=UserFactory(name="Bagas"))
    PupilFactory(nis="3003")
    rows = [row(today, nis="2002", name=""), row(today, nis="3003", name="")]
    upload = load(client, classroom, csv_file(rows))
    assert upload.report["counts"] == {"error": 2}


def test_a_librarian_loads_for_the_whole_school_and_sees_every_file(client, classroom, pupil, teacher, today):
    upload = send(client, "import_reading", csv_file([row(today)]), *place(classroom))
    client.force_login(settled(GrantFactory(librarian=True, school=classroom.school).user))
    assert load(client, classroom, csv_file([row(today)])).report["counts"] == {"created": 1}
    url = reverse("review_reading_import", args=[*place(classroom), upload.pk])
    assert client.get(url).status_code == 200
    client.force_login(settled(a_teacher(classroom)))
    assert client.get(url).status_code == 404


def test_checked_entries_come_in_verified(client, classroom, pupil, teacher, today):
    load(client, classroom, csv_file([row(today)]), verify="on")
    log = ReadingLog.objects.get()
    assert (log.status, log.checked_by) == (Status.VERIFIED, teacher)
    assert DailyTotal.objects.get().verified_minutes == 20
    assert rebuild_totals(check_only=True) == []


def described(title):
    """With its author, and the key that files find it by."""
    author = Author.objects.create(name="Reda Gaudiamo", key="reda gaudiamo")
    Contribution.objects.create(title=title, author=author, position=0)
    title.text_key = text_key(title.title)
    title.save()
    return title


def test_a_title_of_the_catalogue_is_known_again(client, classroom, pupil, teacher, today):
    known = described(TitleFactory(title="Na Willa", isbn="9789793062792"))
    header = ("NIS", "Tanggal", "Judul", "Penulis", "ISBN", "Menit")
    rows = [("1001", today, "na willa", "Reda", "", 5), ("1001", today, "Lain", "", "979-3062-79-7", 6)]
    load(client, classroom, csv_file(rows, header))
    assert {log.book.title for log in ReadingLog.objects.all()} == {known}


def test_a_book_is_finished_once(client, classroom, pupil, teacher, today):
    header = ("NIS", "Tanggal", "Judul", "Menit", "Selesai")
    rows = [
        ("1001", today, "Bumi", 5, "ya"),
        ("1001", today, "Bumi", 6, "ya"),
        ("1001", today, "Bumi", 7, "?"),
    ]
    upload = load(client, classroom, csv_file(rows, header))
    assert upload.report["counts"] == {"created": 2, "error": 1}
    assert sorted(ReadingLog.objects.values_list("finished", flat=True)) == [False, True]


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4 \x00\x01\x02", b"PK\x03\x04rest", b"<p>Masuk dahulu</p>", b"Nama;Kelas\nA;7\n",
     b"NIS;Tanggal\n1001;2026-01-01\n", b"NIS;Tanggal;Judul\n", b'NIS;Tanggal;Judul\n"1001;2;3\n' * 9],
)  # fmt: skip
def test_a_wrong_file_ends_in_a_sentence(client, classroom, teacher, data):
    upload = send(client, "import_reading", data, *place(classroom))
    assert upload.state == ImportState.REFUSED
    page = client.get(reverse("review_reading_import", args=[*place(classroom), upload.pk])).content.decode()
    assert upload.message[:25] in page


def test_nul_bytes_reach_no_database(client, classroom, pupil, teacher, today):
    data = f"NIS;Tanggal;Judul;Menit\n1001;{today};Na\x00 Willa;5\n".encode()
    assert outcomes(send(client, "import_reading", data, *place(classroom))) == [(2, "error")]


def test_rows_with_errors_are_taken_along_as_inert_cells(client, classroom, pupil, teacher, today):
    upload = send(client, "import_reading", csv_file([row(today, title="=1+1")]), *place(classroom))
    url = reverse("reading_import_problems", args=[*place(classroom), upload.pk])
    assert "'=1+1" in client.get(url).content.decode("utf-8-sig")


def test_the_empty_table_can_be_filled_and_loaded(client, classroom, pupil, teacher, today):
    example = client.get(reverse("reading_import_example", args=place(classroom))).content.decode("utf-8-sig")
    header = example.strip().split(",")
    values = {"NIS": "1001", "Tanggal": today.isoformat(), "Judul": "Bumi", "Menit": "9"}
    filled = csv_file([[values.get(name, "") for name in header]], header)
    assert outcomes(send(client, "import_reading", filled, *place(classroom))) == [(2, "created")]


def test_a_worker_killed_while_loading_leaves_nothing(client, classroom, pupil, teacher, today, monkeypatch):
    upload = send(client, "import_reading", csv_file([row(today)]), *place(classroom))
    assert reading_files.confirm(upload)

    def die(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("literasi.reading.exchange.writing.refresh_shelves", die)
        with pytest.raises(KeyboardInterrupt):
            reading_files.carry_out(upload.pk)
    assert ReadingLog.objects.count() == DailyTotal.objects.count() == 0
    reading_files.carry_out(upload.pk)
    assert ReadingImport.objects.get().state == ImportState.DONE
    assert ReadingLog.objects.count() == 1


def test_loading_costs_the_same_for_one_row_and_for_thirty(
    client, classroom, pupil, teacher, today, django_assert_max_num_queries
):
    def cost(*minutes):
        rows = [row(today - dt.timedelta(days=n % 3), minutes=m) for n, m in enumerate(minutes)]
        upload = send(client, "import_reading", csv_file(rows), *place(classroom))
        reading_files.confirm(upload)
        with django_assert_max_num_queries(60) as counted:
            reading_files.carry_out(upload.pk)
        return len(counted)

    set_policy(classroom.school, by=teacher, entries_per_day=50)
    cost(1)
    assert cost(*range(30, 60)) <= cost(2) + 2
