"""A teacher asks for ten books a year: from the template to badge, certificate and thermometer."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.models import Role
from letters.models import Letter
from literasi.reading.models import ClassSession, Programme, ReadingLog, Status
from literasi.reading.services import BookChoice
from literasi.reading.services.badges import prepare_badges, weigh_stirred
from pages.services import prepare_site
from tests.e2e.conftest import DESK, PHONE
from tests.factories.accounts import AcademicYearFactory, ClassroomFactory, GrantFactory, UserFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, an_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "kata-sandi-guru"
PUPILS = 6
RESUME = (
    "Buku ini bercerita tentang persahabatan di sebuah kampung di tepi sungai. Aku suka bagian ketika mereka"
    " membangun perpustakaan kecil dari bambu dan mengajak semua tetangga membaca bersama setiap sore."
)


@pytest.fixture(autouse=True)
def site(transactional_db):
    prepare_site()
    prepare_badges()


@pytest.fixture
def classroom():
    made = ClassroomFactory(name="VIII A", grade=8)
    today = made.school.today()
    first = today.year if today.month >= 7 else today.year - 1
    made.year = AcademicYearFactory(name=f"{first}/{first + 1}")
    made.save()
    return made


@pytest.fixture
def teacher(classroom):
    user = UserFactory(username="guru.delapan", name="Guru Delapan", password=WORD)
    GrantFactory(user=user, role=Role.TEACHER, school=classroom.school, classroom=classroom)
    return user


@pytest.fixture
def city():
    return a_programme(
        name="Sekota Membaca", interval="whole", is_public=True, community_goal=1000, value=100, slug="sekota"
    )


@pytest.fixture
def readers(city, classroom):
    """A class of six; the first has finished five books and written a résumé of each."""
    pupils = [a_pupil(classroom) for _ in range(PUPILS)]
    keen = pupils[0].user
    keen.name, keen.must_change_password = "Murid Rajin", False
    keen.set_password("864209")
    keen.save()
    for number in range(5):
        an_entry(
            pupils[0],
            book=BookChoice(name=f"Buku Rumah Baca {number}"),
            finished=True,
            response=f"{RESUME} Ini buku ke-{number + 1}.",
        )
    return pupils


def test_from_template_to_badge_certificate_and_thermometer(
    visit, sign_in, city, classroom, teacher, readers
):
    public = visit(PHONE)
    public.goto(f"/program/{city.slug}/")
    expect(public.locator(".barn .stat-figure")).to_have_text("100")

    desk = visit(DESK)
    sign_in(desk, "guru.delapan", WORD)
    start_ten_books(desk)
    hold_a_session(desk, classroom)
    verify_everything(desk, classroom)
    issue_certificates(desk)
    weigh_stirred()  # the worker comes round
    cache.clear()  # a minute passes: public figures are kept that long

    phone = visit(PHONE)
    sign_in(phone, readers[0].user.username, "864209")
    expect(phone.get_by_role("main")).to_contain_text("Lembar Pertama")
    phone.goto("/program/")
    expect(phone.get_by_role("main")).to_contain_text("5 dari 10 buku")
    phone.goto("/saya/surat/")
    expect(phone.get_by_role("main")).to_contain_text(Letter.objects.get().number)

    public.goto(f"/periksa/{Letter.objects.get().token}/")
    expect(public.get_by_role("main")).to_contain_text("MR")
    expect(public.get_by_role("main")).not_to_contain_text("Murid Rajin")
    public.goto(f"/program/{city.slug}/")
    expect(public.locator(".barn .stat-figure")).to_have_text(str(5 * 20 + PUPILS * 15))


def start_ten_books(page):
    page.goto("/program/kelola/")
    page.get_by_role("link", name="10 buku setahun").click()
    page.get_by_role("button", name="Mulai sekarang").click()
    page.wait_for_load_state("load")
    programme = Programme.objects.get(template="surabaya")
    assert (programme.state, programme.metric, programme.value) == ("running", "books", 10)


def hold_a_session(page, classroom):
    page.goto(f"/kelas/{classroom.pk}/")
    page.get_by_role("link", name="Sesi membaca").first.click()
    for _ in range(2):  # pressing again changes nothing
        page.get_by_role("button", name="Simpan sesi").click()
        page.wait_for_load_state("load")
    session = ClassSession.objects.get()
    assert (session.present, session.logs.filter(by_staff=False).count()) == (PUPILS, PUPILS)


def verify_everything(page, classroom):
    page.goto(f"/kelas/{classroom.pk}/verifikasi/")
    for box in page.locator(".check-row > input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Verifikasi yang dipilih").click()
    page.wait_for_load_state("load")
    assert not ReadingLog.objects.exclude(status=Status.VERIFIED).exists()


def issue_certificates(page):
    page.goto(f"/program/kelola/{Programme.objects.get(template='surabaya').pk}/")
    page.get_by_role("button", name="Terbitkan sertifikat").click()
    page.wait_for_load_state("load")
    assert Letter.objects.get().subject.name == "Murid Rajin"
