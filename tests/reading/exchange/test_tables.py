"""Programmes and reading lists as tables: out, mended in a spreadsheet, in again."""

import csv
import io

import pytest
from django.urls import reverse

from literasi.catalogue.services.keys import text_key
from literasi.reading.models import ListedTitle, Programme, ReadingList, State
from literasi.reading.services.lists import add_title, make_list
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_teacher

from .files import csv_file, outcomes, remarks, send

pytestmark = pytest.mark.django_db

LISTS = ("Daftar bacaan", "Judul", "Wajib", "Keterangan")
PROGRAMMES = ("Program", "Mulai", "Selesai", "Satuan", "Tiap", "Target")
MINUTES = ("Lima belas menit", "2026-07-13", "2027-06-19", "minutes", "week", 75)


@pytest.fixture
def librarian(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    grant = GrantFactory(librarian=True)
    client.force_login(settled(grant.user))
    return grant


def a_title(name):
    return TitleFactory(title=name, text_key=text_key(name))


def load(client, grant, kind, data):
    where = [grant.school.npsn, kind]
    upload = send(client, "import_reading", data, *where)
    client.post(reverse("confirm_reading_import", args=[*where, upload.pk]))
    upload.refresh_from_db()
    return upload


def table(client, grant, kind, form="csv"):
    answer = client.get(reverse("export_table", args=[grant.school.npsn, kind, form]))
    return answer.content


def test_a_list_comes_in_title_by_title_and_once(client, librarian):
    for name in ("Na Willa", "Bumi"):
        a_title(name)
    rows = [
        ("Kelas VII", "Na Willa", "ya", ""),
        ("Kelas VII", "Bumi", "", "seru"),
        ("Kelas VII", "Entah", "", ""),
    ]
    data = csv_file(rows, LISTS)
    assert load(client, librarian, "daftar", data).report["counts"] == {"created": 2, "error": 1}
    kept = ReadingList.objects.get()
    assert (kept.school, kept.made_by, kept.is_public) == (librarian.school, librarian.user, False)
    assert list(kept.items.values_list("title__title", "compulsory", "note")) == [
        ("Na Willa", True, ""),
        ("Bumi", False, "seru"),
    ]
    assert load(client, librarian, "daftar", data).report["counts"] == {"unchanged": 2, "error": 1}
    changed = load(client, librarian, "daftar", csv_file([("Kelas VII", "Bumi", "ya", "seru")], LISTS))
    assert changed.report["counts"] == {"updated": 1}
    assert ListedTitle.objects.filter(compulsory=True).count() == 2


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_lists_that_go_out_come_in_unchanged(client, librarian, form):
    kept = make_list(by=librarian.user, school=librarian.school, name="Kelas VII")
    add_title(kept, a_title("Na Willa"), by=librarian.user)
    upload = send(
        client, "import_reading", table(client, librarian, "daftar", form), librarian.school.npsn, "daftar"
    )
    assert outcomes(upload) == [(2, "unchanged")]


def test_programmes_come_in_as_drafts_and_once(client, librarian):
    bad = [
        ("Mundur", "2027-01-01", "2026-01-01", "", "", 5),
        ("Tanpa target", "2026-07-13", "2027-06-19", "", "", ""),
    ]
    data = csv_file([MINUTES, *bad, MINUTES], PROGRAMMES)
    upload = load(client, librarian, "program", data)
    assert upload.report["counts"] == {"created": 1, "error": 3}
    programme = Programme.objects.get()
    assert (programme.state, programme.metric, programme.interval, programme.value) == (
        State.DRAFT, "minutes", "week", 75,
    )  # fmt: skip
    assert all(len(text) > 10 for text in remarks(upload).values())
    again = load(client, librarian, "program", csv_file([MINUTES], PROGRAMMES))
    assert again.report["counts"] == {"unchanged": 1}
    other = load(client, librarian, "program", csv_file([(*MINUTES[:5], 100)], PROGRAMMES))
    assert other.report["counts"] == {"updated": 1}
    assert Programme.objects.get().value == 100


def test_a_started_programme_is_not_changed_by_a_file(client, librarian):
    load(client, librarian, "program", csv_file([MINUTES], PROGRAMMES))
    Programme.objects.update(state=State.RUNNING)
    upload = load(client, librarian, "program", csv_file([(*MINUTES[:5], 100)], PROGRAMMES))
    assert upload.report["counts"] == {"error": 1}
    assert Programme.objects.get().value == 75


def test_a_teacher_plans_for_their_own_classes_only(client, librarian):
    classroom = ClassroomFactory(school=librarian.school)
    client.force_login(settled(a_teacher(classroom)))
    header = (*PROGRAMMES, "Kelas")
    rows = [(*MINUTES, classroom.name), ("Semua", *MINUTES[1:], "")]
    assert load(client, librarian, "program", csv_file(rows, header)).report["counts"] == {
        "created": 1,
        "error": 1,
    }


def test_programmes_that_go_out_come_in_unchanged(client, librarian):
    load(client, librarian, "program", csv_file([MINUTES], PROGRAMMES))
    data = table(client, librarian, "program")
    assert next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))["Program"] == MINUTES[0]
    upload = send(client, "import_reading", data, librarian.school.npsn, "program")
    assert outcomes(upload) == [(2, "unchanged")]
