"""Cells become values, or stay empty with a sentence; text is mended only where that is certain."""

import datetime as dt
from decimal import Decimal

import pytest

from literasi.catalogue.slims import values
from literasi.catalogue.slims.text import one_line, paragraphs, repair, several


@pytest.mark.parametrize(
    ("cell", "isbn"),
    [
        ("0735712573", "9780735712577"),
        ("0-596-00108-8", "9780596001087"),
        ("978-979-3062-79-2", "9789793062792"),
        ('="0345376595"', "9780345376596"),
        ("ISBN 979-3062-79-7 (jil. 1)", "9789793062792"),
        ("080442957X", "9780804429573"),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_good_isbn_has_13_digits_and_no_remark(cell, isbn):
    assert values.read_isbn(cell) == (isbn, "")


@pytest.mark.parametrize(
    "cell",
    [
        "439023483",
        "9.78043902348e+12",
        "9,78043902348E+12",
        "SCOOPG-12",
        "xvii, 790 p.",
        "978-602-0000-01-1",
        "0378-5955",
        "0000000000",
        "9780735712577 / 9789793062792",
        "٩٧٨٠٧٣٥٧١٢٥٧٧",
    ],
)
def test_a_bad_isbn_stays_empty_and_is_named(cell):
    isbn, remark = values.read_isbn(cell)
    assert isbn == ""
    assert cell[:10] in remark


def test_an_issn_is_called_an_issn():
    assert "ISSN" in values.read_isbn("ISSN 0378-5955")[1]


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2003", 2003), ("c2003", 2003), ("[2003]", 2003), ("2003.0", 2003), ("", None), ("0000", None)],
)
def test_a_clear_year_has_no_remark(cell, year):
    assert values.read_year(cell) == (year, "")


@pytest.mark.parametrize("cell", ["20033", "tt", "2003/2004", "0999", "9999", "٢٠٠٣", "98"])
def test_an_unclear_year_stays_empty_and_is_named(cell):
    year, remark = values.read_year(cell)
    assert (year, cell in remark) == (None, True)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("English", "en"),
        ("Indonesia", "id"),
        ("Bahasa Indonesia", "id"),
        ("INDONESIAN", "id"),
        ("en-US", "en"),
        ("Sunda", "su"),
        ("Bahasa Jawa", "jv"),
        ("Arab", "ar"),
        ("", ""),
    ],
)
def test_a_language_becomes_its_code(cell, code):
    assert values.read_language(cell) == (code, "")


def test_an_unknown_language_is_kept_and_named():
    code, remark = values.read_language("Klingon")
    assert (code, "Klingon" in remark) == ("Klingon", True)


@pytest.mark.parametrize(
    ("collation", "pages"),
    [
        ("xvii, 790 p. : ill. ; 23cm.", 790),
        ("784p.", 784),
        ("240 hlm", 240),
        ("[4], 64 hlm. : ilus. ; 21 cm", 64),
        ("120", 120),
        ("3 jil. ; 21 cm", None),
        ("ill. ; 23 cm", None),
        ("99999 hlm", None),
        ("", None),
    ],
)
def test_pages_are_read_from_the_physical_description(collation, pages):
    assert values.read_pages(collation) == pages


@pytest.mark.parametrize(
    ("cell", "currency", "price"),
    [
        ("500000", "Rupiah", "500000"),
        ("45.000", "", "45000"),
        ("Rp 45.000,00", "", "45000"),
        ("45000.50", "IDR", "45000.5"),
        ("0", "", None),
        ("", "", None),
    ],
)
def test_a_price_is_in_rupiah(cell, currency, price):
    assert values.read_price(cell, currency) == (Decimal(price) if price else None, "")


@pytest.mark.parametrize(
    ("cell", "currency"), [("10", "USD"), ("murah", ""), ("-5", ""), ("99999999999999", "")]
)
def test_another_price_stays_empty_and_is_named(cell, currency):
    price, remark = values.read_price(cell, currency)
    assert (price, cell in remark) == (None, True)


def test_dates_are_read_in_slims_and_in_spreadsheet_dress():
    day = dt.date(2026, 11, 21)
    assert [values.read_day(cell)[0] for cell in ("2026-11-21 10:00:00", "21/11/2026", "0000-00-00")] == [
        day,
        day,
        None,
    ]
    assert values.read_day("2026-02-31")[1] != ""


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("", "available"),
        ("Repair", "repair"),
        ("Missing", "missing"),
        ("No Loan", "no_loan"),
        ("Hilang", "missing"),
        ("Tidak Dipinjamkan", "no_loan"),
        ("Dalam Perbaikan", "repair"),
    ],
)
def test_a_status_is_understood_in_both_languages(cell, status):
    assert values.read_status(cell) == (status, "")


def test_the_source_is_a_number_in_slims():
    assert [values.read_source(cell)[0] for cell in ("1", "2", "0", "", "Hibah")] == [
        "bought",
        "gift",
        "",
        "",
        "gift",
    ]


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_text_that_was_read_wrongly_once_or_often_is_mended(layers):
    spoilt = "Developer’s library"
    for _layer in range(layers):
        spoilt = spoilt.encode().decode("sloppy-windows-1252")
    assert repair(spoilt) == "Developer’s library"


@pytest.mark.parametrize(
    "text",
    [
        "AMANHÃ SERÁ",
        "São Paulo à la carte",
        "Ångström – Æsir",
        "Ünïcödé",
        "قصص الأنبياء",
        "ꦲꦏ꧀ꦱꦫ",
        "日本語",
        "naïve ‘q’",
        "Â",
        "Été à Orléans",
        "№ 5 ½ £3",
        "👩‍👩‍👧 keluarga",
    ],
)
def test_good_text_is_never_touched(text):
    assert repair(text) == text


def test_notes_come_out_of_their_wrapping_with_real_line_breaks():
    wrapped = '<div class="x"><div>Baris satu\\n\\nBaris "dua" \\r\\nakhir</div></div>'
    assert paragraphs(wrapped) == 'Baris satu\n\nBaris "dua" \nakhir'


def test_one_line_has_no_breaks_and_no_control_characters():
    assert one_line(" Laut\\nBiru \x07\u200b ") == "Laut Biru \u200b"


def test_lists_keep_brackets_that_belong_to_a_name():
    assert several("<Nu'man <Tes>, A.><Kelompok <X>>") == ["Nu'man <Tes>, A.", "Kelompok <X>"]
    assert several("Andrea Hirata; Pidi Baiq;") == ["Andrea Hirata", "Pidi Baiq"]
