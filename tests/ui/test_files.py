"""Files from outside become text; cells we write are never run."""

import pytest

from ui.files import binary_name, decode, inert, inert_csv


@pytest.mark.parametrize(
    "data",
    [
        "Judul: Äpfel – “Kancil”".encode(),
        b"\xef\xbb\xbf" + "Judul: Äpfel – “Kancil”".encode(),
        "Judul: Äpfel – “Kancil”".encode("utf-16"),
        b"\xfe\xff" + "Judul: Äpfel – “Kancil”".encode("utf-16-be"),
        "Judul: Äpfel – “Kancil”".encode("cp1252"),
    ],
)
def test_any_usual_encoding_reads_the_same(data):
    assert decode(data) == "Judul: Äpfel – “Kancil”"


def test_utf16_without_a_mark_is_known_by_its_nul_bytes():
    assert decode('"judul";"pengarang"\r\n'.encode("utf-16-le")) == '"judul";"pengarang"\r\n'


def test_a_file_glued_from_two_machines_reads_line_by_line():
    assert decode("é\n".encode() + "é\n".encode("cp1252")) == "é\né\n"


def test_bytes_that_no_table_knows_still_become_text():
    assert decode(b"a\x81\x8d") == "a\x81\x8d"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=SUM(A1:A2)", "'=SUM(A1:A2)"),
        ("＝1+1", "'＝1+1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("-2+3", "'-2+3"),
        ("+62 812-3456", "+62 812-3456"),
        ("-1.5", "-1.5"),
        ("Kancil = cerdik", "Kancil = cerdik"),
        (None, ""),
        (7, "7"),
    ],
)
def test_no_spreadsheet_runs_a_cell_we_write(cell, written):
    assert inert(cell) == written


def test_a_csv_we_write_opens_in_excel_with_its_accents():
    assert inert_csv(["baris"], [["=é"]]) == b"\xef\xbb\xbfbaris\r\n'=\xc3\xa9\r\n"


def test_a_workbook_is_not_taken_for_text():
    assert (binary_name(b"PK\x03\x04..."), binary_name(b"judul")) == ("Excel/ZIP", "")
