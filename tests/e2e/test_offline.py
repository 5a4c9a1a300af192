"""A phone that loses its network: what it still shows, what it keeps for later, what it never keeps."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from literasi.reading.models import ReadingLog
from literasi.reading.services import BookChoice
from pages.services import prepare_site
from tests.e2e.conftest import PHONE
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, an_entry
from ui import middleware, pwa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIN = "864209"
# Every address and every text that the phone has kept anywhere.
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      found[new URL(request.url).pathname] = await (await cache.match(request)).text();
  }
  return found;
}"""
IN_CHARGE = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 30));
}"""
KEEPS = """async (path) => {
  while (!(await caches.match(path))) await new Promise((done) => setTimeout(done, 30));
}"""
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('kulit-'))"
UPDATED = """async (before) => {
  await (await navigator.serviceWorker.getRegistration()).update();
  const shells = async () => (await caches.keys()).filter((name) => name.startsWith("kulit-"));
  while ((await shells()).length !== 1 || (await shells())[0] === before[0])
    await new Promise((done) => setTimeout(done, 30));
}"""
# As in browsers without Background Sync.
BY_THE_PAGE_ALONE = "delete ServiceWorkerRegistration.prototype.sync"


@pytest.fixture(autouse=True)
def site(transactional_db):
    prepare_site()


@pytest.fixture
def classroom():
    return ClassroomFactory()


def a_reader(classroom, name, book="Laskar Pelangi"):
    """A pupil with a PIN and one book in hand."""
    pupil = a_pupil(classroom, user__name=name)
    pupil.user.set_password(PIN)
    pupil.user.save()
    an_entry(pupil, book=BookChoice(name=book))
    return pupil.user


def open_with_worker(page: Page, path: str) -> None:
    """Opens a page and waits until the worker stands behind it."""
    page.goto(path)
    page.evaluate(IN_CHARGE)


def ready_to_log(page: Page, sign_in, reader) -> None:
    """Signs in and opens the log form once, as a pupil does who later has no network."""
    sign_in(page, reader.username, PIN)
    open_with_worker(page, "/catat/")
    page.reload()
    page.evaluate(KEEPS, "/catat/luring/")
    expect(page.get_by_role("heading", name="Catat bacaan")).to_be_visible()


def log_offline(page: Page, minutes: int) -> None:
    """Opens the form without a network and saves a sitting with the book in hand."""
    page.goto("/catat/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Catat bacaan tanpa jaringan")
    expect(page.locator("form.log-form")).to_be_visible()  # filled in: a forced tick would not wait
    page.locator(f"input[name=quick_minutes][value='{minutes}']").check(force=True)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-entries] li")).not_to_have_count(0)


def minutes_of(reader):
    return sorted(ReadingLog.objects.of(reader).values_list("minutes", flat=True))


def arrives(page: Page, reader, minutes) -> None:
    """The site has exactly these sittings, soon."""
    for _ in range(100):
        if minutes_of(reader) == minutes:
            return
        page.wait_for_timeout(50)
    assert minutes_of(reader) == minutes


def test_a_visited_page_stays_readable_and_others_lead_to_the_list(visit):
    phone = visit(PHONE, worker=True)
    open_with_worker(phone, "/")
    phone.goto("/program/")
    phone.evaluate(KEEPS, "/program/")
    phone.context.set_offline(True)
    phone.goto("/program/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Program membaca")
    expect(phone.get_by_role("status")).to_contain_text("disimpan pukul")
    phone.goto("/katalog/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sedang tidak ada jaringan")
    kept = phone.locator("[data-kept-pages]").get_by_role("link")
    expect(kept).to_have_count(2)
    kept.filter(has_text="Program membaca").click()
    expect(phone.get_by_role("status")).to_contain_text("disimpan pukul")


def test_on_a_slow_network_the_kept_copy_stands_in(visit, monkeypatch):
    hurried = pwa._scripts().replace("PATIENCE = 4000", "PATIENCE = 400")
    monkeypatch.setattr(pwa, "_scripts", lambda: hurried)
    phone = visit(PHONE, worker=True)
    open_with_worker(phone, "/program/")
    phone.evaluate(KEEPS, "/program/")
    whole = middleware._is_whole_page
    monkeypatch.setattr(middleware, "_is_whole_page", lambda *said: time.sleep(2) or whole(*said))
    phone.goto("/program/")
    expect(phone.get_by_role("status")).to_contain_text("disimpan pukul")


def test_a_new_version_takes_over_and_disturbs_no_open_page(visit, sign_in, classroom, monkeypatch):
    reader = a_reader(classroom, "Bima")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, reader)
    phone.locator("input[name=minutes]").fill("25")
    monkeypatch.setattr(pwa, "_version", lambda: "kemudian")
    before = phone.evaluate(SHELLS)
    phone.evaluate(UPDATED, before)
    expect(phone.locator("input[name=minutes]")).to_have_value("25")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.locator("[data-entries]")).to_contain_text("25 menit")


def test_what_one_person_saw_is_never_kept(visit, sign_in, classroom):
    reader = a_reader(classroom, "Bima Rahasia", book="Buku Rahasia")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, reader)
    for path in ("/saya/", "/rak/", "/kelas-saya/", "/profil/", "/program/"):
        phone.goto(path)
    phone.evaluate(KEEPS, "/program/")
    kept = phone.evaluate(KEPT)
    assert {path for path in kept if not path.startswith("/static/")} == {
        "/luring/",
        "/catat/luring/",
        "/program/",  # as a stranger sees it
    }
    assert [path for path, text in kept.items() if "Bima" in text or "Rahasia" in text] == []
    phone.goto("/saya/")
    phone.locator("summary", has_text="Menu akun").click()
    phone.get_by_role("button", name="Keluar").click()
    phone.wait_for_url("**/")
    phone.context.set_offline(True)
    phone.goto("/catat/")
    expect(phone.get_by_role("main")).to_contain_text("Belum ada yang masuk di ponsel ini")
    assert "Rahasia" not in phone.content()


def test_an_entry_written_offline_arrives_once_though_the_answer_was_lost(visit, sign_in, classroom):
    reader = a_reader(classroom, "Bima")
    phone = visit(PHONE, worker=True)
    phone.add_init_script(BY_THE_PAGE_ALONE)
    ready_to_log(phone, sign_in, reader)
    phone.context.set_offline(True)
    log_offline(phone, 15)
    expect(phone.locator("[data-entries]")).to_contain_text("Laskar Pelangi")
    expect(phone.locator("[data-entries]")).to_contain_text("menunggu dikirim")
    lost = []

    def lose(route):
        lost.append(route.fetch().status)
        route.abort()

    def answer(route):
        return lose(route) if route.request.method == "POST" and not lost else route.continue_()

    phone.context.route("**/catat/antrean/", answer)
    with phone.expect_event("requestfailed", lambda request: request.method == "POST"):
        phone.context.set_offline(False)
    expect(phone.locator("[data-entries] li")).to_have_count(1)
    assert (lost, minutes_of(reader)) == ([200], [15, 20])
    phone.get_by_role("button", name="Kirim sekarang").click()
    expect(phone.get_by_role("main")).to_contain_text("Semua sudah terkirim")
    assert minutes_of(reader) == [15, 20]


def test_the_form_whose_network_ends_under_the_hand_loses_nothing(visit, sign_in, classroom):
    reader = a_reader(classroom, "Bima")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, reader)
    phone.locator("input[name=quick_minutes][value='30']").check(force=True)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.locator("[data-entries]")).to_contain_text("30 menit")
    phone.context.set_offline(False)
    phone.goto("/saya/")
    arrives(phone, reader, [20, 30])
    expect(phone.locator(".bar .badge")).to_have_count(0)


def test_a_form_sent_after_the_session_has_ended_is_sent_after_signing_in(visit, sign_in, classroom):
    reader = a_reader(classroom, "Bima")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, reader)
    phone.locator("input[name=quick_minutes][value='45']").check(force=True)
    ended = [cookie for cookie in phone.context.cookies() if cookie["name"] != "sessionid"]
    phone.context.clear_cookies()
    phone.context.add_cookies(ended)
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url("**/masuk/**")
    sign_in(phone, reader.username, PIN)
    arrives(phone, reader, [20, 45])


def test_a_refused_entry_waits_until_its_reader_has_mended_it(visit, sign_in, classroom):
    reader = a_reader(classroom, "Bima")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, reader)
    phone.context.set_offline(True)
    phone.goto("/catat/")
    phone.locator("input[name=minutes]").fill("900")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.locator("[data-entries] li")).to_have_count(1)
    phone.context.set_offline(False)
    entry = phone.locator("[data-entries] li")
    expect(entry).to_contain_text("900 menit terlalu banyak")
    phone.goto("/saya/")
    expect(phone.locator("[data-waiting]")).to_contain_text("1 catatan perlu kamu lihat lagi")
    expect(phone.locator(".bar .badge")).to_have_text("1")
    phone.get_by_role("link", name="Lihat catatan di ponsel ini").click()
    entry.get_by_role("button", name="Ubah").click()
    phone.locator("input[name=minutes]").fill("45")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("main")).to_contain_text("Semua sudah terkirim")
    assert minutes_of(reader) == [20, 45]


def test_two_pupils_on_one_phone_neither_see_nor_send_each_others_entries(visit, sign_in, classroom):
    first, second = a_reader(classroom, "Bima"), a_reader(classroom, "Citra", book="Negeri 5 Menara")
    phone = visit(PHONE, worker=True)
    ready_to_log(phone, sign_in, first)
    phone.context.set_offline(True)
    log_offline(phone, 15)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    expect(phone.get_by_role("main")).to_contain_text("Masuk lagi supaya catatanmu bisa dikirim")

    sign_in(phone, second.username, PIN)
    phone.goto("/catat/luring/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Catat bacaan tanpa jaringan")
    expect(phone.locator("form.log-form")).to_be_visible()
    expect(phone.locator("[data-entries] li")).to_have_count(0)
    assert (minutes_of(first), minutes_of(second)) == ([20], [20])

    phone.context.clear_cookies()
    sign_in(phone, first.username, PIN)
    arrives(phone, first, [15, 20])
    assert minutes_of(second) == [20]
