"""What an import counts, keeps, joins and leaves alone."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from literasi.catalogue.models import Copy, Place, Title, TitleIndex
from literasi.catalogue.slims.exceptions import UnknownSchool
from literasi.catalogue.slims.verbs import load, preview, school_of
from tests.bench.slims import biblio_rows
from tests.catalogue.slims.files import biblio, dump, item
from tests.factories.accounts import SchoolFactory

pytestmark = pytest.mark.django_db

LAUT = {
    "title": "Laut Bercerita", "isbn_issn": "9786024246945", "authors": "<Chudori, Leila S.>",
    "publisher_name": "KPG", "publish_year": "2017", "language_name": "Indonesia", "topics": "<Novel>",
    "collation": "x, 379 hlm. ; 20 cm", "classification": "899.221", "item_code": "<B1><B2>",
}  # fmt: skip


def numbers(report) -> tuple[int, ...]:
    return (report.titles_created, report.titles_updated, report.titles_unchanged, report.titles_merged,
            len(report.errors))  # fmt: skip


def test_every_row_of_a_bibliography_is_counted_once():
    load(biblio({"title": "Lama", "isbn_issn": "9789793062792"}, {"title": "Tetap"}), None)
    report = load(
        biblio(
            LAUT,
            {"title": "Lama", "isbn_issn": "9789793062792", "notes": "Catatan"},
            {"title": "Tetap"},
            LAUT,
            {"title": " "},
        ),
        None,
    )
    assert (report.rows, numbers(report)) == (5, (1, 1, 1, 1, 1))
    assert [note.row for note in report.errors] == [6]


def test_a_title_is_stored_with_all_that_the_row_says():
    load(biblio(LAUT), None)
    title = Title.objects.get()
    assert (title.isbn, title.year, title.pages, title.language, title.ddc, title.publisher) == (
        "9786024246945", 2017, 379, "id", "899.221", "KPG",
    )  # fmt: skip
    assert [author.name for author in title.authors.all()] == ["Chudori, Leila S."]
    assert [(s.name, s.key) for s in title.subjects.all()] == [("Novel", "novel")]
    assert TitleIndex.objects.filter(title=title, title_words__contains="cerita").exists()


def test_the_same_file_again_changes_nothing_and_says_so():
    load(biblio(LAUT), None)
    load(item({"item_code": "B1", "title": "Laut Bercerita", "price": "90000"}), None)
    before = dump()
    again = load(biblio(LAUT), None)
    items = load(item({"item_code": "B1", "title": "Laut Bercerita", "price": "90000"}), None)
    assert (numbers(again), again.copies_unchanged, items.copies_unchanged) == ((0, 0, 1, 0, 0), 2, 1)
    assert dump() == before


def test_a_bad_number_or_year_keeps_the_row_and_flags_it():
    report = load(biblio({**LAUT, "isbn_issn": "602424694", "publish_year": "20177", "notes": "34"}), None)
    title = Title.objects.get()
    assert (title.isbn, title.year, title.summary) == ("", None, "")
    assert [note.row for note in report.flagged] == [2, 2, 2]


def test_two_schools_share_a_title_and_the_second_does_not_blank_it_out():
    first, second = SchoolFactory(), SchoolFactory()
    load(biblio({**LAUT, "notes": "Ringkasan panjang"}), first)
    report = load(
        biblio({"title": "Laut bercerita", "isbn_issn": LAUT["isbn_issn"], "item_code": "<B1>"}), second
    )
    title = Title.objects.get()
    assert (title.title, title.publisher, title.year, title.summary) == (
        "Laut Bercerita", "KPG", 2017, "Ringkasan panjang",
    )  # fmt: skip
    assert numbers(report) == (0, 0, 1, 0, 0)
    assert sorted(Copy.objects.values_list("school", "barcode")) == sorted(
        [(first.pk, "B1"), (first.pk, "B2"), (second.pk, "B1")]
    )


def test_a_contradiction_is_flagged():
    load(biblio(LAUT), None)
    report = load(biblio({**LAUT, "publish_year": "2016"}), None)
    assert Title.objects.get().year == 2017
    assert [(note.row, "2016" in note.message) for note in report.flagged] == [(2, True)]


def test_twins_are_kept_apart_and_an_item_between_them_is_flagged():
    twins = [{"title": "Judul Kembar", "isbn_issn": isbn} for isbn in ("9789793062792", "9786024246945")]
    load(biblio(*twins), None)
    report = load(item({"item_code": "B1", "title": "Judul Kembar"}), None)
    assert Copy.objects.get().title.isbn == "9786024246945"
    assert [note.row for note in report.flagged] == [2]


def test_places_come_from_the_item_file_unless_one_is_given():
    school = SchoolFactory()
    rows = (
        {"item_code": "B1", "title": "Laut", "location_name": "Ruang Baca"},
        {"item_code": "B2", "title": "Laut"},
    )
    load(item(*rows), school)
    assert set(Copy.objects.values_list("barcode", "place__name")) == {
        ("B1", "Ruang Baca"),
        ("B2", "Perpustakaan"),
    }
    load(item({"item_code": "B1", "title": "Laut", "location_name": "Ruang Baca"}), school, "Pojok VII A")
    assert Copy.objects.get(barcode="B1").place == Place.objects.get(school=school, name="Pojok VII A")


def test_a_copy_that_was_moved_here_stays_when_the_old_file_comes_again():
    data = item(
        {"item_code": "B1", "title": "Laut", "location_name": "Ruang Baca", "last_update": "2024-01-01"}
    )
    load(data, None)
    Copy.objects.update(place=Place.objects.create(name="Pojok"))
    report = load(data, None)
    assert (report.copies_unchanged, Copy.objects.get().place.name) == (1, "Pojok")


def test_a_newer_item_row_replaces_and_an_older_one_is_flagged():
    row = {"item_code": "B1", "title": "Laut"}
    load(item({**row, "item_status_name": "Repair", "last_update": "2025-01-01 00:00:00"}), None)
    older = load(item({**row, "last_update": "2024-01-01 00:00:00"}), None)
    assert (older.copies_unchanged, len(older.flagged), Copy.objects.get().status) == (1, 1, "repair")
    newer = load(item({**row, "last_update": "2026-01-01 00:00:00"}), None)
    assert (newer.copies_updated, Copy.objects.get().status) == (1, "available")


@pytest.mark.parametrize("first", ["items", "titles"])
def test_a_copy_kept_as_a_textbook_makes_its_title_one(first):
    files = {
        "titles": lambda: load(biblio(LAUT, {"title": "Novel Biasa", "item_code": "<B9>"}), None),
        "items": lambda: load(
            item(
                {"item_code": "B1", "title": "Laut Bercerita", "coll_type_name": "Buku Paket"},
                {"item_code": "B9", "title": "Novel Biasa", "coll_type_name": "Fiksi"},
            ),
            None,
        ),
    }
    files.pop(first)()
    files.popitem()[1]()
    assert set(Title.objects.values_list("title", "textbook")) == {
        ("Laut Bercerita", True),
        ("Novel Biasa", False),
    }


def test_looking_writes_nothing_and_says_the_same():
    data = biblio(LAUT, {"title": ""})
    before = dump()
    seen = preview(data, None).as_json()
    assert dump() == before
    assert load(data, None).as_json() == seen


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    monkeypatch.setattr("literasi.catalogue.slims.applying.index_titles", lambda ids: 1 / 0)
    before = dump()
    with pytest.raises(ZeroDivisionError):
        load(biblio(LAUT), None)
    assert dump() == before


def test_the_import_is_recorded():
    school = SchoolFactory()
    load(biblio(LAUT), school)
    event = Event.objects.get()
    assert (event.verb, event.school, event.details["titles_created"]) == ("catalogue.imported", school, 1)


def test_a_thousand_rows_cost_as_many_queries_as_a_hundred():
    def cost(count: int) -> int:
        data = biblio(*biblio_rows(count))
        with CaptureQueriesContext(
            connection,
        ) as counted:
            load(data, SchoolFactory())
        return len(counted)

    cost(10)
    few, many = cost(100), cost(1000)
    assert many <= few + 3


def test_an_unknown_school_is_refused():
    with pytest.raises(UnknownSchool):
        school_of("99999999")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "biblio.csv"
    path.write_bytes(biblio(LAUT, {"title": ""}))
    return str(path)


def test_the_command_prints_one_object(file):
    school, out = SchoolFactory(), StringIO()
    call_command("import_slims", file, npsn=school.npsn, place="Ruang Baca", json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert list(found) == [
        "kind", "rows", "titles_created", "titles_updated", "titles_unchanged", "titles_merged",
        "copies_created", "copies_updated", "copies_unchanged", "flagged", "errors",
    ]  # fmt: skip
    assert (found["kind"], found["rows"], found["titles_created"], found["copies_created"]) == (
        "biblio",
        2,
        1,
        2,
    )
    assert found["errors"] == [{"row": 3, "message": "Judul kosong."}]
    assert set(Copy.objects.values_list("school__npsn", "place__name")) == {(school.npsn, "Ruang Baca")}


def test_a_trial_run_of_the_command_writes_nothing(file):
    out = StringIO()
    call_command("import_slims", file, dry_run=True, stdout=out)
    assert (Title.objects.count(), "uji coba" in out.getvalue()) == (0, True)


@pytest.mark.parametrize("options", [{"npsn": "99999999"}, {"place": "x" * 121}])
def test_the_command_answers_a_wrong_option_with_a_sentence(file, options):
    with pytest.raises(CommandError):
        call_command("import_slims", file, **options)


def test_a_refused_file_is_one_json_object_too(tmp_path):
    picture, out = tmp_path / "sampul.csv", StringIO()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with pytest.raises(CommandError) as refused:
        call_command("import_slims", picture, json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert (found["rows"], found["errors"]) == (0, [{"row": None, "message": str(refused.value)}])


def test_the_command_answers_a_missing_file_with_a_sentence():
    with pytest.raises(CommandError):
        call_command("import_slims", "/tidak/ada.csv")
