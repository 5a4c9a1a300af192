"""What single cells mean, and the grade in a class's name."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import SchoolKind, TimeZone
from accounts.roster import naming
from accounts.roster.cells import Unreadable, read_birth_date, read_gender, read_nisn, understand
from accounts.roster.grades import ROMAN, guess_grade
from accounts.roster.remarks import SENTENCES, Remark
from accounts.roster.table import Written

GRADES = {
    "Kelas IX A": 9, "9D": 9, "X MIPA 1": 10, "VII-B": 7, "1A": 1, "Kelas 6": 6, "XII IPA 2": 12,
    "XIPA 1": 10, "XIIPS 3": 11, "XIIIPS1": 12, "VIIIB": 8, "IXA": 9, "VIID": 7, "XI.IPS.2": 11,
    "X Merdeka-3": 10, "Merdeka X-3": 10, "Kelas 10 TKJ": 10, "XTKJ1": 10, "kelas7a": 7, "10.1": 10,
    "KELAS  xii  ips 1": 12, "Rombel 3": 3, "Fase E XE1": 10, "Kls. 4": 4, "TK A": 0, "Kelompok B": 0,
    "Mawar": None, "Ibnu Sina": None, "Dahlia 2": None, "": None, "14A": None, "2026": None, "0": None,
}  # fmt: skip


@pytest.mark.parametrize("rombel", GRADES)
def test_a_class_name_tells_its_grade(rombel):
    assert guess_grade(rombel) == GRADES[rombel]


@given(
    st.sampled_from(sorted(ROMAN)), st.sampled_from("ABCDEFGH"), st.sampled_from(["", " ", "-", ".", "  "])
)
def test_roman_and_arabic_grades_agree(roman, letter, between):
    for start in ("", "Kelas ", "kls. "):
        assert guess_grade(f"{start}{ROMAN[roman]}{between}{letter}") == ROMAN[roman]
        if between:
            assert guess_grade(f"{start}{roman}{between}{letter}") == ROMAN[roman]


@given(st.text(max_size=40))
def test_any_text_has_a_possible_grade_or_none(text):
    assert guess_grade(text) in (None, *range(14))


DATES = (
    "2012-05-04", "2012-05-04 00:00:00", "04-05-2012", "4/5/2012", "04.05.2012", "4 Mei 2012", "04 MEI 2012",
    "4-May-12", "Jumat, 4 Mei 2012", "41033", "41033.0", "20120504", "'2012-05-04",
)  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_one_day_in_every_spelling(text):
    assert read_birth_date(text) == dt.date(2012, 5, 4)


def test_months_in_indonesian():
    assert read_birth_date("12 Agustus 2010") == dt.date(2010, 8, 12)
    assert read_birth_date("12-08-2010") == dt.date(2010, 8, 12)
    assert read_birth_date("1 Desember 2010") == dt.date(2010, 12, 1)


@pytest.mark.parametrize(
    "text", ["31-02-2010", "08/25/2010", "kemarin", "2010", "12 Foo 2010", "2999-01-01", "1850-01-01"]
)
def test_what_is_no_birth_date_is_said(text):
    with pytest.raises(Unreadable):
        read_birth_date(text)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2025, 1, 1)))
def test_every_day_is_read_back(day):
    serial = str((day - dt.date(1899, 12, 30)).days)
    spellings = (day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", serial)
    assert {read_birth_date(text) for text in spellings} == {day}


@given(st.integers(min_value=10**4, max_value=10**10 - 1))
def test_lost_zeros_come_back_before_an_nisn(number):
    assert read_nisn(str(number)) == f"{number:010d}"
    assert read_nisn(f"{number:010d}") == f"{number:010d}"


@pytest.mark.parametrize("text", ["12345678901", "99000A0001", "1.23457E+9", "12", "٠١٢٣٤٥٦٧٨٩"])
def test_what_is_no_nisn_is_said(text):
    with pytest.raises(Unreadable):
        read_nisn(text)


@pytest.mark.parametrize("text", ["", "-", "0", "0000000000"])
def test_no_nisn_is_allowed(text):
    assert read_nisn(text) == ""


def test_gender_as_letter_or_word():
    assert [read_gender(text) for text in ("L", "p", "Laki-laki", "PEREMPUAN", "")] == [
        "m",
        "f",
        "m",
        "f",
        "",
    ]
    with pytest.raises(Unreadable):
        read_gender("X")


def line(**cells):
    values = {
        "Nama": "Aisyah", "NIPD": "1", "NISN": "0101234567", "JK": "P",
        "Tanggal Lahir": "2012-05-04", "Rombel Saat Ini": "7A",
    } | cells  # fmt: skip
    return understand(Written(7, tuple(values.values())))


PROBLEMS = {
    ("Nama", ""): "name_blank",
    ("Nama", "-"): "name_blank",
    ("Nama", "12345"): "name_without_letters",
    ("Nama", "=cmd|' /C calc'!A0"): "formula",
    ("NIPD", "=1+1"): "formula",
    ("Rombel Saat Ini", "#REF!"): "excel_error",
    ("Nama", "Ais\x00yah"): "control_character",
    ("Nama", "A" * 121): "too_long",
    ("NIPD", "1" * 21): "too_long",
    ("Rombel Saat Ini", "K" * 41): "too_long",
    ("NISN", "123456789012"): "nisn_not_10_digits",
    ("JK", "?"): "gender_unknown",
    ("Tanggal Lahir", "30-02-2010"): "date_unreadable",
    ("Tanggal Lahir", "2999-01-01"): "date_unlikely",
}


@pytest.mark.parametrize("cell", PROBLEMS)
def test_a_bad_cell_is_the_rows_problem_and_names_its_column(cell):
    column, text = cell
    problem = line(**{column: text}).problem
    assert (problem.code, problem.column) == (PROBLEMS[cell], column)
    assert text == "" or len(text) < 3 or text not in str(problem)


def test_a_row_that_identifies_nobody_is_a_problem():
    assert line(NIPD="", NISN="", **{"Tanggal Lahir": ""}).problem.code == "nobody"


def test_an_nisn_in_the_nipd_column_never_becomes_a_sign_in_name():
    read = line(NIPD="101234567")
    assert (read.nis, [r.code for r in read.remarks]) == ("", ["nis_is_nisn"])


@given(st.lists(st.text(max_size=60), min_size=6, max_size=6))
def test_any_six_cells_are_understood_or_a_problem(cells):
    read = understand(Written(7, tuple(cells)))
    assert read.problem is not None or read.name
    assert "\x00" not in "".join(read.written)


def test_every_remark_has_a_sentence():
    for code in SENTENCES:
        assert str(Remark(code, values={"row": 7, "limit": 20}))


SCHOOLS = {
    "SMP NEGERI 2 CONTOH": ("smpn2", SchoolKind.SMP),
    "SD NEGERI 1 CONTOH": ("sdn1", SchoolKind.SD),
    "SDN 03 Sukamaju": ("sdn3", SchoolKind.SD),
    "SMKN 1 Contoh": ("smkn1", SchoolKind.SMK),
    "MTsN 2 Kota": ("mtsn2", SchoolKind.MTS),
    "SMAS Harapan": ("smas-harapan", SchoolKind.SMA),
    "MAN 1 Contoh": ("man1", SchoolKind.MA),
    "MI Al Ikhlas": ("mi-al-ikhlas", SchoolKind.MI),
    "Taman Kanak": ("taman-kanak", SchoolKind.OTHER),
}


@pytest.mark.parametrize("name", SCHOOLS)
def test_a_schools_name_tells_kind_and_code(name):
    assert (naming.code_of_school(name, set()), naming.kind_of_school(name)) == SCHOOLS[name]


def test_a_taken_code_gets_a_place_then_a_number():
    taken: set[str] = set()
    for wish in ("smpn2", "smpn2contoh", "smpn2-2", "smpn2-3"):
        code = naming.code_of_school("SMP NEGERI 2 CONTOH", taken)
        assert code == wish
        taken.add(code)


@given(st.text(min_size=1, max_size=80))
def test_any_name_gives_a_usable_code(name):
    code = naming.code_of_school(name, {"sekolah"})
    assert 0 < len(code) <= 20
    assert code.isascii()


def test_the_region_line_and_its_time_zone():
    line_ = "Kecamatan Kec. Ubud, Kabupaten Kab. Gianyar, Provinsi Prov. Bali"
    assert naming.region_of(line_) == {"district": "Ubud", "regency": "Kab. Gianyar", "province": "Bali"}
    zones = [naming.time_zone_of(name) for name in ("Jawa Barat", "Bali", "Papua Barat")]
    assert zones == [TimeZone.WIB, TimeZone.WITA, TimeZone.WIT]
