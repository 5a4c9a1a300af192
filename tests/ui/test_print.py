"""What is printed: PDFs set by typst, and QR codes that read back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from ui import codes, pdf


def specimen(text: str) -> bytes:
    return pdf.render(
        "ui/specimen.typ",
        {"title": "Contoh", "text": text, "qr": codes.qr_svg("x"), "on": date(2026, 11, 21)},
    )


def test_a_template_becomes_a_pdf():
    assert specimen("Halaman contoh").startswith(b"%PDF-")


@pytest.mark.parametrize("text", ['#panic("x")', "$ x", '" \\ #', "*a", "Ny. Nurul 'Aini @ <b>"])
def test_no_name_turns_into_markup(text):
    assert specimen(text).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["ui/none.typ", "nobody/x.typ", "ui/../pdf.py", "specimen.typ"])
def test_only_templates_of_apps_are_set(name):
    with pytest.raises(pdf.TemplateMissingError):
        pdf.render(name, {})


@pytest.mark.parametrize("text", ["https://127.0.0.1/masuk/?id=sdn1-2041", "eksemplar 00012", "Čeština ✓"])
def test_a_qr_code_reads_back(text):
    assert codes.read(codes.qr_png(text)) == text


def test_a_qr_code_scales_to_any_size():
    assert "<svg" in codes.qr_svg("x")


def test_a_picture_without_a_code_reads_as_nothing():
    assert codes.read(ContentFile(b"not a picture")) is None
