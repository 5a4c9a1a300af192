"""Every shape a school brings gives the same pupils, or a sentence; six columns pass, sixty do not."""

import datetime as dt
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roster import exceptions as refused
from accounts.roster import table
from accounts.roster.table import read
from ui.imports import exceptions as file_is
from ui.sheets import sniffing, workbooks

from . import files
from .files import AISYAH, BAGAS, CITRA, CLASS_OF_THREE, csv_text, dapodik, html, plain_rows, xlsx

DATA = Path(__file__).parents[1] / "data"
TOTAL = ("Jumlah", "", "", "", "", 3)


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in read(data).lines]


def swapped(text: str) -> str:
    return text.replace("Aisyah", "Aïsyah")


SHAPES = {
    "as Dapodik makes it": dapodik(),
    "without title rows": dapodik(titles=False),
    "fewer columns, one header row": xlsx(plain_rows()),
    "on the second sheet": xlsx([["Petunjuk"], ["Isi lembar kedua"]], plain_rows()),
    "with an empty third sheet": xlsx([["Petunjuk"]], plain_rows(), [files.SIX]),
    "columns in another order": xlsx([row[::-1] for row in plain_rows()]),
    "total line": xlsx([*plain_rows(), TOTAL]),
    "column numbers under the header": xlsx([files.SIX, (1, 2, 3, 4, 5, 6), *CLASS_OF_THREE]),
    "blank rows between": xlsx([files.SIX, [], AISYAH, [], [], BAGAS, CITRA, []]),
    "labels of another hand": xlsx(
        [("Nama Siswa", "NIS", "N I S N", "L/P", "Tgl. Lahir", "Rombel"), *CLASS_OF_THREE]
    ),
    "comma": csv_text(plain_rows()).encode(),
    "semicolon": csv_text(plain_rows(), ";").encode(),
    "tab": csv_text(plain_rows(), "\t").encode(),
    "declared separator": b"sep=;\r\n" + csv_text(plain_rows(), ";").encode(),
    "all 66 columns as CSV": csv_text(files.dapodik_rows(CLASS_OF_THREE), ";").encode(),
    "BOM": csv_text(plain_rows(), ";").encode("utf-8-sig"),
    "UTF-16": csv_text(plain_rows(), "\t").encode("utf-16"),
    "UTF-16 without BOM": csv_text(plain_rows(), "\t").encode("utf-16-le"),
    "UTF-16 without BOM, big end first": csv_text(plain_rows(), "\t").encode("utf-16-be"),
    "Macintosh line ends": csv_text(plain_rows()).replace("\r\n", "\r").encode(),
    "kept zeros": csv_text(plain_rows()).replace("0101234567", '"=""0101234567"""').encode(),
    "HTML called .xls": html(plain_rows()).encode(),
    "HTML with titles": html([*files.TITLES, *plain_rows()]).encode(),
    "HTML in UTF-16": html(plain_rows()).encode("utf-16"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_reads(shape):
    assert cells(SHAPES[shape]) == list(CLASS_OF_THREE)


def test_a_binary_workbook_reads_with_its_real_dates():
    roster = read((DATA / "roster_biff.xls").read_bytes())
    assert roster.title == "SMP NEGERI 2 CONTOH"
    assert [line.cells for line in roster.lines] == [
        ("Aisyah Putri", "1001", "101234567", "P", "2012-05-04", "Kelas VII A"),
        ("Bagas Saputra", "1002", "0117654321", "L", "2011-12-30", "Kelas VII B"),
    ]


def test_windows_letters_read():
    assert cells(swapped(csv_text(plain_rows())).encode("cp1252"))[0][0] == "Aïsyah Putri"


def test_rows_keep_the_number_they_have_in_excel():
    roster = read(dapodik([*CLASS_OF_THREE, ("", "", "", "", "", "")]))
    assert [line.row for line in roster.lines] == [7, 8, 9]
    assert roster.skipped == [10]


def test_a_merged_html_header_keeps_its_columns():
    page = """<table><tr><td rowspan=2>Nama</td><td colspan=2>Data Ayah</td><td rowspan=2>NISN</td>
    <td rowspan=2>Rombel Saat Ini</td></tr><tr><td>Nama</td><td>NIK</td></tr>
    <tr><td>Aisyah</td><td>Ayahnya</td><td>1</td><td>0101234567</td><td>7A</td></tr></table>"""
    assert cells(page.encode()) == [("Aisyah", "", "0101234567", "", "", "7A")]


def test_only_six_columns_pass():
    roster = read(dapodik())
    assert files.SECRET not in repr(roster)
    assert {len(line.cells) for line in roster.lines} == {6}


def test_the_title_rows_name_school_and_region_but_not_the_operator():
    roster = read(dapodik())
    assert (roster.title, roster.region) == ("SMP NEGERI 2 CONTOH", files.TITLES[2][0])
    assert "operator" not in repr(roster)


def test_no_pupils_is_a_valid_file():
    assert read(dapodik([])).lines == []


def test_numbers_and_dates_become_the_text_one_sees():
    row = ("Aisyah", 1001.0, 101234567, "P", dt.datetime(2012, 5, 4), "7A")
    assert cells(xlsx([files.SIX, row])) == [("Aisyah", "1001", "101234567", "P", "2012-05-04", "7A")]


def test_a_wrong_dimension_tag_hides_no_row():
    source, target = zipfile.ZipFile(io.BytesIO(xlsx(plain_rows()))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<dimension ref="A1:F4"' in content
                content = content.replace(b'ref="A1:F4"', b'ref="A1"')
            copy.writestr(name, content)
    assert len(cells(target.getvalue())) == 3


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.namelist():
            if part != name:
                copy.writestr(part, source.read(part))
        copy.writestr(name, content)
    return target.getvalue()


BILLION = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>"""
OLE = sniffing.OLE + b"\x00" * 500
REFUSED = {
    "empty": (b"", refused.EmptyFile),
    "only a BOM": (b"\xef\xbb\xbf\r\n", refused.EmptyFile),
    "PDF": (b"%PDF-1.7\n\x00\x01\x02\x03\x04\x05\x06\x07", refused.OtherFormat),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, refused.OtherFormat),
    "noise": (bytes(range(1, 30)) * 40, refused.OtherFormat),
    "archive": (with_part(xlsx([]), "a.txt", b"x")[:40], file_is.Damaged),
    "half a workbook": (dapodik()[:3000], file_is.Damaged),
    "workbook without a workbook": (
        with_part(dapodik(), "xl/workbook.xml", b"<x/>"),
        file_is.ImportRefused,
    ),
    "broken sheet": (
        with_part(dapodik(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"),
        file_is.Damaged,
    ),
    "entities": (with_part(dapodik(), "xl/worksheets/sheet1.xml", BILLION), file_is.Damaged),
    "zip bomb": (with_part(dapodik(), "xl/media/x", b"0" * 51 * 2**20), file_is.UnpacksTooLarge),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), file_is.Protected),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), refused.OtherFormat),
    "broken xls": (OLE, file_is.Damaged),
    "alert page": (b"<script>alert('Sesi berakhir')</script>", refused.WebPage),
    "web page": (b"<!DOCTYPE html><html><body><p>Masuk dahulu</p></body></html>", refused.WebPage),
    "another table": (csv_text([("Judul", "Pengarang"), ("Na Willa", "Reda")]).encode(), refused.NoHeader),
    "no class column": (csv_text([row[:5] for row in plain_rows()]).encode(), refused.MissingColumns),
    "no number column": (xlsx([(row[0], row[5]) for row in plain_rows()]), refused.MissingColumns),
    "two tables": (xlsx(plain_rows(), plain_rows()), refused.SeveralTables),
    "unclosed quote": (
        csv_text(plain_rows()).replace("Bagas", '"Bagas').encode(),
        file_is.UnclosedQuote,
    ),
    "swallowed rows": (
        (csv_text(plain_rows()) + '"Dewi' + ",1,2,3,4,5\r\n" * 20 + '"\r\n').encode(),
        file_is.UnclosedQuote,
    ),
    "endless cell": (
        csv_text([files.SIX, ("A" * 140_000, "1", "", "", "", "7A")]).encode(),
        file_is.FieldTooLong,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_file_is_refused_with_its_sentence(case):
    data, problem = REFUSED[case]
    with pytest.raises(problem) as refusal:
        read(data)
    assert files.SECRET not in str(refusal.value)
    assert "%(" not in str(refusal.value)


def test_a_word_document_is_called_one():
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(refused.OtherFormat):
        read(docx.getvalue())


def test_too_many_bytes_rows_and_entries_are_refused(monkeypatch):
    with pytest.raises(refused.FileTooLarge):
        read(b"x" * (sniffing.MAX_BYTES + 1))
    monkeypatch.setattr(table, "MAX_LINES", 2)
    with pytest.raises(refused.TooManyRows):
        read(dapodik())
    monkeypatch.setattr(sniffing, "MAX_ENTRIES", 2)
    with pytest.raises(file_is.UnpacksTooLarge):
        read(dapodik())


def test_a_cell_far_to_the_right_costs_nothing():
    book = openpyxl.Workbook()
    for row in plain_rows():
        book.active.append(row)
    book.active.cell(row=2, column=16_384, value=files.SECRET)
    book.active.cell(row=200_000, column=1, value="Jumlah")
    file = io.BytesIO()
    book.save(file)
    roster = read(file.getvalue())
    assert len(roster.lines) == 3
    assert roster.skipped == [200_000]
    assert workbooks.MAX_COLUMNS < 200


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", sniffing.ZIP, sniffing.OLE, b"<table>", b"Nama;NISN;Rombel\n", b"\x09\x08\x10\x00"):
        with suppress(file_is.ImportRefused):
            read(start + data)
