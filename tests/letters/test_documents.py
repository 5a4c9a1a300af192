"""Letters on paper, read back as a phone would."""

import json
from io import BytesIO

import pytest
import typst
import zxingcpp
from django.utils import translation
from PIL import Image

from letters import documents, registry, services
from letters import exceptions as broken
from letters.models import Letter
from tests.factories.accounts import SchoolFactory
from tests.factories.letters import a_draft, a_letter, an_order, revoked

pytestmark = pytest.mark.django_db

CONTENTS = {
    "heading": "Sertifikat Membaca",
    "lead": "diberikan kepada",
    "facts": [["Kelas", "VII A"], ["Buku", 12]],
    "paragraphs": ["yang telah membaca 12 buku.", "Selamat!"],
    "signers": [{"role": "Guru Wali Kelas"}, {"role": "Kepala Sekolah", "name": "N. N.", "id": "NIP 1"}],
}


def typeset(letters, **how):
    kind = registry.kind_of(letters[0].kind)
    name = kind.template.partition("/")[2]
    made = typst.compile(
        f"site/letters/typst/{name}",
        root=".",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(documents.document(kind.name, letters))},
        **how,
    )
    return [made] if isinstance(made, bytes) else made


@pytest.mark.parametrize("kind", ["test-certificate", "test-clearance"])
def test_a_phone_reads_the_verify_address_on_every_page(kind, settings, monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    settings.SITE_BASE_URL = "https://baca.contoh.id"
    school = SchoolFactory()
    orders = [an_order(name=f"Murid {n}", data=CONTENTS) for n in range(3)]
    letters = services.issue_many(kind, orders, school=school, by=None)
    pages = typeset(letters, format="png", ppi=110)
    read = [zxingcpp.read_barcodes(Image.open(BytesIO(page)))[0].text for page in pages]
    assert read == [f"https://baca.contoh.id/periksa/{letter.token}/" for letter in letters]


@pytest.mark.parametrize("kind", ["test-certificate", "test-clearance"])
def test_the_pdf_passes_the_rules_of_accessible_documents(kind, settings, monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    letters = [a_letter(kind, data=CONTENTS), revoked(a_letter(kind))]
    assert typeset(letters, pdf_standards=["ua-1"])[0].startswith(b"%PDF")


def test_a_year_of_pupils_is_one_pdf():
    school = SchoolFactory()
    letters = services.issue_many("test-certificate", [an_order() for _ in range(60)], school=school, by=None)
    assert documents.pdf_of(letters).startswith(b"%PDF")


def test_a_reprint_is_the_same_page_whoever_prints_it():
    letter = a_letter(data=CONTENTS)
    first = documents.document("x", [letter])
    school = letter.school
    school.name = "Nama Baru"
    school.save()
    with translation.override("en"):
        again = documents.page(Letter.objects.get(pk=letter.pk))
    assert again == first["letters"][0]


@pytest.mark.usefixtures("known_frame")
def test_setting_a_page_asks_the_database_nothing(django_assert_num_queries):
    letter = Letter.objects.get(pk=a_letter().pk)
    with django_assert_num_queries(0):
        documents.pdf_of([letter])


@pytest.mark.parametrize("name", ['#panic("x")', "*Sri* _Dé_", "$x", "Nama " * 38, "\\ @a <b>"])
@pytest.mark.parametrize("kind", ["test-certificate", "test-clearance"])
def test_odd_names_and_words_still_print_on_one_page(kind, name, settings, monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    contents = {**CONTENTS, "lead": name, "paragraphs": [name], "facts": [["Nama", name]]}
    letter = a_letter(kind, name=name, data=contents)
    assert len(typeset([letter], format="png", ppi=20)) == 1


def test_a_revoked_letter_is_stamped():
    page = documents.page(revoked(a_letter()))
    assert (page["revoked"], documents.page(a_letter())["revoked"]) == (True, False)
    assert documents.words()["revoked"] == "DICABUT"


def test_letters_of_one_kind_are_printed_together_and_nothing_else():
    with pytest.raises(broken.NothingToPrint):
        documents.pdf_of([])
    with pytest.raises(broken.NothingToPrint):
        documents.pdf_of([a_draft()])
    with pytest.raises(broken.MixedKinds):
        documents.pdf_of([a_letter(), a_letter("test-clearance")])
    letter = a_letter()
    registry.forget("test-certificate")
    with pytest.raises(broken.KindUnknown):
        documents.pdf_of([letter])
