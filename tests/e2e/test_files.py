"""A table of entries comes in by hand of a teacher; a pupil brings their history, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from literasi.reading.models import ReadingLog
from pages.services import prepare_site
from tests.accounts.people import settled
from tests.e2e.conftest import DESK, PHONE
from tests.factories.accounts import ClassroomFactory, UserFactory
from tests.factories.reading import a_pupil, a_teacher
from tests.reading.exchange.files import csv_file, goodreads

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "bintang-42-senja"


@pytest.fixture
def classroom(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    prepare_site()
    return ClassroomFactory()


@pytest.fixture
def pupil(classroom):
    user = settled(UserFactory(username="aisyah", name="Aisyah Putri"), WORD)
    return a_pupil(classroom, nis="1001", user=user)


def choose(page, name, data):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Unggah").click()


def test_a_teachers_table_is_looked_at_and_loaded(classroom, pupil, visit, sign_in):
    teacher = settled(a_teacher(classroom), WORD)
    today = classroom.school.today().isoformat()
    page = visit(DESK)
    sign_in(page, teacher.username, WORD)
    page.goto(f"/sekolah/{classroom.school.npsn}/bacaan/impor/catatan/")
    rows = [
        ("1001", "Aisyah", today, "Na Willa", "Reda", 20, 12),
        ("9", "Tidak Ada", today, "Bumi", "", 5, ""),
    ]
    choose(page, "catatan.csv", csv_file(rows))
    expect(page.get_by_role("row", name="Na Willa")).to_contain_text("baru")
    expect(page.get_by_role("row", name="Bumi")).to_contain_text("NIS")
    assert ReadingLog.objects.count() == 0
    page.get_by_role("button", name="Muat baris ini").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sudah dimuat")
    assert [log.reader for log in ReadingLog.objects.all()] == [pupil.user]


def test_a_pupil_brings_their_history_without_javascript(classroom, pupil, visit, sign_in):
    page = visit(PHONE, javascript=False)
    sign_in(page, "aisyah", WORD)
    page.goto("/saya/unduh/")
    page.get_by_role("link", name="Goodreads").click()
    book = ("11", "Sang Pemimpi", 292, "2020/12/27", "2019/02/06", "read")
    choose(page, "goodreads_library_export.csv", goodreads(book))
    expect(page.locator("main")).to_contain_text("Sang Pemimpi")
    page.get_by_role("button", name="Muat baris ini").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sudah dimuat")
    assert ReadingLog.objects.get().pages == 292
