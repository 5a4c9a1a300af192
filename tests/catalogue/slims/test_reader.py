"""Three dialects and what spreadsheets make of them: read, or refused with a sentence; never a traceback."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.catalogue.slims.dialect import detect, lines_of
from literasi.catalogue.slims.exceptions import (
    ColumnMissing,
    EmptyExport,
    EmptyFile,
    MemberFile,
    NotText,
    OtherTable,
    SlimsRefused,
    WebPage,
)
from literasi.catalogue.slims.reader import read_rows
from literasi.catalogue.slims.verbs import read
from literasi.catalogue.slims.words import BIBLIO, ITEM
from tests.catalogue.slims.files import biblio, item

BOOK = {
    "title": 'Kisah "Si Kancil"; dongeng, fabel',
    "authors": "<Ma'ruf, Siti><A <Tes>, B.>",
    "item_code": "<B1>",
}
COPY = {"item_code": "B1", "inventory_code": 'INV "1"', "site": 'Rak A, "atas"', "title": BOOK["title"]}


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("sep", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_bibliography_reads_the_same_however_it_is_written(header, sep, end, encode):
    data = biblio({**BOOK, "notes": "Café"}, header=header, sep=sep, end=end).decode().encode(encode)
    found = read(data)
    assert (found.kind, found.report.rows, found.report.errors) == ("biblio", 1, [])
    record = found.records[0]
    assert (record.values[0], record.values[-1], record.barcodes) == (BOOK["title"], "Café", ["B1"])
    assert list(record.authors.values()) == ["Ma'ruf, Siti", "A <Tes>, B."]


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("sep", [",", ";"])
def test_an_item_file_keeps_its_raw_quotes(header, sep):
    found = read(item(COPY, {**COPY, "item_code": "B2"}, header=header, sep=sep))
    assert (found.kind, found.report.errors) == ("item", [])
    assert [(r.barcode, r.title, r.values[1]) for r in found.records] == [
        ("B1", BOOK["title"], 'INV "1"'),
        ("B2", BOOK["title"], 'INV "1"'),
    ]


def test_an_item_file_that_a_spreadsheet_saved_again_is_read_by_its_rules():
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([ITEM, [COPY.get(name, "") for name in ITEM]])
    found = read(out.getvalue().encode())
    assert [(r.title, r.values[1]) for r in found.records] == [(BOOK["title"], 'INV "1"')]


def test_an_indonesian_header_in_another_order_with_fewer_columns_is_understood():
    found = read(b"Kode Eksemplar;Judul;Pengarang;Tahun Terbit\n<B1>;Laut;Dewi Lestari;2012\n")
    record = found.records[0]
    assert (record.values[0], record.values[6], record.barcodes) == ("Laut", 2012, ["B1"])


def test_a_forgotten_quote_costs_its_own_row_only():
    lines = biblio(*({"title": f"Buku {n}"} for n in range(500))).decode().split("\n")
    lines[10] = lines[10].replace('"Buku 9"', '"Buku 9')
    found = read("\n".join(lines).encode())
    assert ([e.row for e in found.report.errors], len(found.records), found.report.rows) == ([11], 499, 500)


@pytest.mark.parametrize(
    "spoilt", ["x" * 140_000, "a\x00b"], ids=["a cell of 140,000 characters", "a NUL character"]
)
def test_a_spoilt_cell_names_its_row(spoilt):
    found = read(biblio({"title": "Satu"}, {"title": "Dua", "notes": spoilt}, {"title": "Tiga"}))
    assert ([e.row for e in found.report.errors], len(found.records)) == ([3], 2)


def test_a_line_break_inside_quotes_belongs_to_the_cell():
    found = read(biblio({"title": "Satu", "notes": "a\nb"}, {"title": "Dua"}))
    assert [(r.row, r.values[-1]) for r in found.records] == [(2, "a\nb"), (3, "")]


def test_a_row_of_another_width_is_an_error_and_blank_lines_are_nothing():
    data = biblio({"title": "Satu"}) + b'\n,,,,,,,,,,,,,,,,,\n"kurang","kolom"\n'
    found = read(data)
    assert ([e.row for e in found.report.errors], found.report.rows) == ([5], 2)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", EmptyFile),
        (b"\xef\xbb\xbf\n\n", EmptyFile),
        (b'<script type="text/javascript">\nalert("There is no record")\n</script>', EmptyExport),
        (b"<!doctype html><p>Halo", WebPage),
        (b"PK\x03\x04", NotText),
        (b"a,b,c\n1,2,3\n", OtherTable),
        (b"Pengarang;Penerbit;Tahun Terbit\nA;B;2000\n", ColumnMissing),
        (
            b'"2026001","Nu\\\'man","1","Siswa","","","","","0","","","","","2026-07-01","2026-07-01","2027-06-30",'
            b'"2012-05-04",""\n',
            MemberFile,
        ),
        (b'"member_id","member_name","gender","member_type_name"\n', MemberFile),
    ],
)
def test_what_is_no_export_of_books_is_refused(data, reason):
    with pytest.raises(reason):
        read(data)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
def test_whatever_the_bytes_there_is_an_answer(data):
    for prefix in (b"", biblio({"title": "Satu"}), item({"item_code": "B1", "title": "Satu"})):
        try:
            found = read(prefix + data)
        except SlimsRefused:
            continue
        assert found.report.rows == len(found.records) + len(found.report.errors)


cells = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(*[cells] * 18),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(",;"),
)
def test_any_cells_come_back_as_they_were_written(table, sep):
    data = biblio(*(dict(zip(BIBLIO, row, strict=True)) for row in table), sep=sep)
    lines = lines_of(data)
    rows = list(read_rows(lines, detect(lines)))
    assert [row.cells for row in rows] == [list(row) for row in table]
