"""Verifying a letter in public, one's own letters, and the register of the staff."""

import dataclasses

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from letters import registry, services
from letters.models import Letter
from tests.factories.accounts import GrantFactory, PupilFactory, SchoolFactory
from tests.factories.letters import CERTIFICATE, a_draft, a_letter, revoked

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="SMP Negeri 1 Contoh", regency="Kota Tirtasari")


@pytest.fixture
def staff(client, school):
    client.force_login(GrantFactory(librarian=True, school=school).user)
    return client


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


# --- Verifying ------------------------------------------------------------------------------------
def test_the_verify_page_says_enough_to_compare_and_nothing_more(client, school):
    pupil = PupilFactory(school=school, nisn="0098765432", user__name="Siti Nur Aini")
    letter = a_letter(school=school, subject=pupil.user, name="Siti Nur Aini", data={"secret": "rahasia"})
    answer = client.get(letter.get_absolute_url())
    page = answer.content.decode()
    for shown in ("Surat ini asli", letter.number, "SMP Negeri 1 Contoh", "Sertifikat Uji", ">SA<"):
        assert shown in page
    for hidden in ("Siti", "Nur", "Aini", "0098765432", "rahasia", pupil.nis, pupil.user.username):
        assert hidden not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert 'name="robots" content="noindex' in page


def test_a_revoked_letter_says_so_without_the_reason(client):
    letter = revoked(a_letter(), reason="alasan di dalam")
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "sudah dicabut" in page
    assert "alasan di dalam" not in page


def test_a_kind_may_add_one_public_line(client):
    registry.register(
        dataclasses.replace(CERTIFICATE, public_line=lambda letter: f"{letter.data['books']} buku")
    )
    assert "12 buku" in client.get(a_letter(data={"books": 12}).get_absolute_url()).content.decode()


def test_a_letter_of_a_kind_that_is_gone_can_still_be_verified_but_not_printed(client, staff, school):
    letter = a_letter(school=school)
    registry.forget("test-certificate")
    page = client.get(letter.get_absolute_url())
    assert (page.status_code, letter.number in page.content.decode()) == (200, True)
    assert staff.get(reverse("school_letters", args=[school.npsn])).status_code == 200
    assert staff.get(reverse("letter", args=[letter.token])).status_code == 200
    assert staff.get(reverse("letter_pdf", args=[letter.token])).status_code == 404


@pytest.mark.parametrize("token", ["0" * 26, "0" * 12, "apa-saja", "A" * 500, "1"])
def test_an_unknown_token_is_a_friendly_404(client, token):
    a_letter()
    answer = client.get(reverse("verify_letter", args=[token]))
    assert answer.status_code == 404
    assert "tidak kami kenal" in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_address_of_a_letter_is_its_whole_token_in_any_case(client):
    letter = a_letter()
    assert client.get(reverse("verify_letter", args=[letter.token.lower()])).status_code == 200
    assert client.get(reverse("verify_letter", args=[letter.token[:12]])).status_code == 404


def test_the_code_on_the_paper_leads_to_the_letter(client):
    letter = a_letter()
    for typed in (letter.short_code, letter.short_code.lower(), f"{letter.number} {letter.short_code}"):
        answer = client.get(reverse("check_letter"), {"kode": typed})
        assert (answer.status_code, answer.headers["Location"]) == (302, letter.get_absolute_url())


@pytest.mark.parametrize(
    "typed", ["", " ", "abc", "001/SRT-UJI/XI/2026", "0000-0000-0000", "\x00", "é" * 290]
)
def test_a_number_alone_or_a_wrong_code_leads_nowhere(client, typed):
    a_letter(), a_draft()
    answer = client.get(reverse("check_letter"), {"kode": typed})
    assert (answer.status_code, "errorlist" in answer.content.decode()) == (200, True)


def test_a_draft_is_not_known_to_the_public(client):
    draft = a_draft()
    answer = client.get(reverse("check_letter"), {"kode": draft.short_code})
    assert answer.status_code == 200


# --- One's own letters ----------------------------------------------------------------------------
def test_my_letters_are_those_about_me_and_the_questions_stay_as_many(client, school):
    pupil = PupilFactory(school=school)
    client.force_login(pupil.user)
    url = reverse("my_letters")
    mine = a_letter(school=school, subject=pupil.user)
    one = queries_of(client, url)
    revoked(a_letter(school=school, subject=pupil.user))
    a_letter(school=school, subject=pupil.user)
    a_draft(school=school, subject=pupil.user)
    foreign = a_letter(school=school)
    assert queries_of(client, url) == one
    page = client.get(url).content.decode()
    assert (mine.number in page, foreign.number in page) == (True, False)
    assert len(client.get(url).context["page"].object_list) == 3


def test_my_empty_page_says_what_will_come(client, school):
    client.force_login(PupilFactory(school=school).user)
    assert "Belum ada sertifikat" in client.get(reverse("my_letters")).content.decode()


def test_the_pdf_carries_no_name_in_its_file_name_and_is_kept_by_no_cache(client, school):
    pupil = PupilFactory(school=school)
    letter = a_letter(school=school, subject=pupil.user, name=pupil.user.name)
    client.force_login(pupil.user)
    answer = client.get(reverse("letter_pdf", args=[letter.token]))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'inline; filename="surat-{letter.short_code}.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]


# --- The register ---------------------------------------------------------------------------------
def numbers_in(answer):
    return [letter.number for letter in answer.context["page"]]


def test_the_register_holds_the_schools_letters_and_the_questions_stay_as_many(staff, school):
    url = reverse("school_letters", args=[school.npsn])
    first = a_letter(school=school)
    one = queries_of(staff, url)
    second, third = a_letter(school=school), revoked(a_letter("test-clearance", school=school))
    a_letter(), a_letter(school=None)
    assert queries_of(staff, url) == one
    assert numbers_in(staff.get(url)) == [third.number, second.number, first.number]


def test_the_register_is_filtered_by_kind_and_state(staff, school):
    url = reverse("school_letters", args=[school.npsn])
    standing, void = a_letter(school=school), revoked(a_letter(school=school))
    clearance, draft = a_letter("test-clearance", school=school), a_draft(school=school)
    assert numbers_in(staff.get(url, {"jenis": "test-clearance"})) == [clearance.number]
    assert numbers_in(staff.get(url, {"keadaan": "revoked"})) == [void.number]
    assert numbers_in(staff.get(url, {"keadaan": "draft"})) == [draft.number]
    both = {"jenis": "test-certificate", "keadaan": "issued"}
    assert numbers_in(staff.get(url, both)) == [standing.number]


@pytest.mark.parametrize("query", ["jenis=x&keadaan=y", "page=x", "page=99", "jenis=%00"])
def test_odd_words_in_the_address_filter_nothing(staff, school, query):
    letter = a_letter(school=school)
    answer = staff.get(reverse("school_letters", args=[school.npsn]) + "?" + query)
    assert numbers_in(answer) == [letter.number]


def test_staff_search_by_name_number_and_code_without_putting_the_name_into_an_address(staff, school):
    url = reverse("school_letters", args=[school.npsn])
    letter = a_letter(school=school, name="Siti Nur Aini")
    other = a_letter("test-clearance", school=school, name="Bagas Wicaksono")
    a_letter(name="Siti di Tempat Lain")
    for words, found in [("siti", letter), (other.number, other), (letter.short_code, letter)]:
        answer = staff.post(url, {"cari": words})
        assert (answer.status_code, numbers_in(answer)) == (200, [found.number])
    assert numbers_in(staff.post(url, {"cari": "s", "jenis": "test-clearance"})) == [other.number]
    assert numbers_in(staff.post(url, {"cari": "zzz"})) == []
    assert 'method="post"' in staff.get(url).content.decode()
    assert numbers_in(staff.get(url, {"cari": "bagas"})) == [other.number, letter.number]


@pytest.mark.parametrize("words", ["", "x" * 500, "\x00"])
def test_an_odd_search_is_answered_with_a_sentence(staff, school, words):
    a_letter(school=school)
    answer = staff.post(reverse("school_letters", args=[school.npsn]), {"cari": words})
    assert (answer.status_code, "errorlist" in answer.content.decode()) == (200, True)


def test_an_empty_register_says_how_letters_come_into_it(staff, school):
    page = staff.get(reverse("school_letters", args=[school.npsn])).content.decode()
    assert "Belum ada surat yang diterbitkan" in page


def test_the_citys_register_holds_what_no_school_issued(client, school):
    citys = a_letter(school=None)
    a_letter("test-clearance", school=school)
    client.force_login(GrantFactory(city=True).user)
    assert numbers_in(client.get(reverse("city_letters"))) == [citys.number]


def test_the_schools_page_leads_to_its_register(staff, school):
    page = staff.get(reverse("school", args=[school.npsn])).content.decode()
    assert reverse("school_letters", args=[school.npsn]) in page


def test_a_letter_is_revoked_with_a_reason_once(staff, school):
    letter = a_letter(school=school)
    url = reverse("revoke_letter", args=[letter.token])
    assert "errorlist" in staff.post(url, {"reason": " "}).content.decode()
    assert not Letter.objects.get().is_revoked
    page = staff.post(url, {"reason": "Salah nama"}, follow=True).content.decode()
    assert "Salah nama" in page
    assert "sudah dicabut sebelumnya" in staff.post(url, {"reason": "Lagi"}).content.decode()
    assert Letter.objects.get().revoked_reason == "Salah nama"


def test_a_letter_in_the_register_shows_its_draft_state(staff, school):
    draft = a_draft(school=school, name="Citra Lestari")
    page = staff.get(reverse("letter", args=[draft.token])).content.decode()
    assert ("Citra Lestari" in page, reverse("revoke_letter", args=[draft.token]) in page) == (True, False)
    assert (
        "masih draf"
        in staff.post(reverse("revoke_letter", args=[draft.token]), {"reason": "x"}).content.decode()
    )


def test_my_class_of_letters_is_issued_and_listed(staff, school):
    """What a later app does at the end of a programme."""
    pupils = [PupilFactory(school=school) for _ in range(3)]
    orders = [services.Order(reference=f"program-1:{p.pk}", name=p.user.name, subject=p.user) for p in pupils]
    letters = services.issue_many("test-certificate", orders, school=school, by=None)
    listed = staff.get(reverse("school_letters", args=[school.npsn]))
    assert numbers_in(listed) == [letter.number for letter in reversed(letters)]
