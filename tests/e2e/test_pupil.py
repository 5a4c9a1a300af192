"""One pupil's way from the PIN card to a verified entry, and the class that sees it counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts import cards
from accounts.models import Role
from literasi.catalogue.search import index_titles
from literasi.reading.models import ReadingLog, Status
from pages.services import prepare_site
from tests.e2e.conftest import DESK, PHONE
from tests.factories.accounts import (
    AcademicYearFactory,
    ClassroomFactory,
    EnrolmentFactory,
    GrantFactory,
    PupilFactory,
    SchoolFactory,
    UserFactory,
)
from tests.factories.catalogue import TitleFactory
from ui import codes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEACHERS_WORD = "kata-sandi-guru"


@pytest.fixture
def school():
    return SchoolFactory(code="smpn2", name="SMP Negeri 2 Contoh")


@pytest.fixture
def classroom(school):
    return ClassroomFactory(school=school, name="VIII A", grade=8, year=current_year(school))


def current_year(school):
    today = school.today()
    start = today.year if today.month >= 7 else today.year - 1
    return AcademicYearFactory(name=f"{start}/{start + 1}")


@pytest.fixture
def teacher(classroom):
    user = UserFactory(username="guru.delapan", name="Guru Delapan", password=TEACHERS_WORD)
    GrantFactory(user=user, role=Role.TEACHER, school=classroom.school, classroom=classroom)
    return user


@pytest.fixture
def pupil(classroom):
    pupil = PupilFactory(school=classroom.school, nis="1058", user__name="Murid Delapan")
    EnrolmentFactory(pupil=pupil, classroom=classroom)
    user = pupil.user
    user.set_unusable_password()
    user.must_change_password, user.pin_serial = True, 1
    user.save()
    return pupil


@pytest.fixture(autouse=True)
def site(transactional_db):
    prepare_site()
    TitleFactory(title="Laskar Pelangi", pages=529, slug="laskar-pelangi")
    index_titles()


def test_from_pin_card_to_a_verified_entry(visit, sign_in, live_server, school, classroom, teacher, pupil):
    card = cards.card(pupil.user, live_server.url)
    address = codes.read(codes.qr_png(cards.sign_in_url(pupil.user, live_server.url)))

    phone = visit(PHONE)
    phone.goto(address)
    expect(phone.locator("input[name=login]")).to_have_value("smpn2-1058")
    phone.locator("input[name=password]").fill(card["pin"])
    phone.locator("input[name=password]").press("Enter")
    choose_pin(phone, "502913")

    log_twenty_pages(phone)
    phone.goto("/saya/")
    expect(phone.get_by_role("main")).to_contain_text("Laskar Pelangi")
    entry = ReadingLog.objects.get(reader=pupil.user)
    assert (entry.pages, entry.minutes, entry.status) == (20, 15, Status.WAITING)

    desk = visit(DESK)
    sign_in(desk, "guru.delapan", TEACHERS_WORD)
    verify(desk, classroom)
    entry.refresh_from_db()
    assert (entry.status, entry.checked_by) == (Status.VERIFIED, teacher)

    desk.goto(f"/kelas/{classroom.pk}/")
    row = desk.get_by_role("row").filter(has_text="Murid Delapan")
    expect(row).to_contain_text("15")
    phone.goto("/saya/")
    expect(phone.get_by_role("main")).to_contain_text("Terverifikasi")


def choose_pin(page, pin):
    page.wait_for_url("**/akun/pin-baru/**")
    page.locator("input[name=password1]").fill(pin)
    page.locator("input[name=password2]").fill(pin)
    page.locator("input[name=password2]").press("Enter")
    page.wait_for_url("**/saya/")


def log_twenty_pages(page):
    page.goto("/catat/")
    page.goto("/catat/buku/")
    page.locator("#q").fill("laskar pelangi")
    page.locator("#q").press("Enter")
    page.get_by_role("link", name="Laskar Pelangi").first.click()
    page.locator("input[name=page_from]").fill("1")
    page.locator("input[name=page_to]").fill("20")
    page.locator("input[name=quick_minutes][value='15']").check()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_url("**/tersimpan/")


def verify(page, classroom):
    page.goto(f"/kelas/{classroom.pk}/verifikasi/")
    expect(page.get_by_role("main")).to_contain_text("Murid Delapan")
    page.get_by_role("button", name="Verifikasi semua").click()
    page.wait_for_load_state("load")
    expect(page.get_by_role("main")).not_to_contain_text("Laskar Pelangi")


def test_a_pupil_logs_without_javascript(visit, pupil):
    user = pupil.user
    user.set_password("864209")
    user.must_change_password = False
    user.save()
    phone = visit(PHONE, javascript=False)
    phone.goto("/masuk/?login=smpn2-1058")
    phone.locator("input[name=password]").fill("864209")
    phone.locator("button[type=submit]").last.click()
    phone.wait_for_url("**/saya/")
    log_twenty_pages(phone)
    assert ReadingLog.objects.get(reader=user).pages == 20
