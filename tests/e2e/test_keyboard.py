"""Everything by keyboard alone: Tab, Shift+Tab, arrows, Space, Enter, Escape. No test here clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from literasi.catalogue.search import index_titles
from literasi.reading.models import ReadingLog
from literasi.reading.services import BookChoice
from pages.services import prepare_site
from tests.e2e.conftest import DESK, PHONE
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, an_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TABS = 60
FOCUS_SHOWS = """(element) => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return outlined || getComputedStyle(element.nextElementSibling || element).outlineStyle !== "none";
}"""


@pytest.fixture(autouse=True)
def site(transactional_db):
    prepare_site()


def tab_to(page: Page, goal: Locator) -> None:
    """Tabs on until the goal has the focus, and the focus can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if goal.evaluate("(element) => element === document.activeElement"):
            assert goal.evaluate(FOCUS_SHOWS), "the focus cannot be seen"
            return
    raise AssertionError(f"no way by Tab to {goal}")


def test_a_pupil_signs_in_and_logs_a_reading(visit):
    pupil = a_pupil(nis="1058")
    pupil.user.set_password("864209")
    pupil.user.save()
    an_entry(pupil, book=BookChoice(name="Laskar Pelangi"))
    page = visit(DESK)
    page.goto("/")
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Masuk"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("input[name=login]"))
    page.keyboard.type(pupil.user.username)
    tab_to(page, page.locator("input[name=password]"))
    page.keyboard.type("864209")
    page.keyboard.press("Enter")
    page.wait_for_url("**/saya/")

    tab_to(page, page.get_by_role("navigation", name="Menu murid").get_by_role("link", name="Catat"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/catat/")
    tab_to(page, page.locator("input[name=page_to]"))
    page.keyboard.type("20")
    tab_to(page, page.locator("input[name=quick_minutes]").first)
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=quick_minutes][value='15']")).to_be_checked()
    tab_to(page, page.locator("input[name=finished]"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Simpan"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tersimpan/")
    entry = ReadingLog.objects.of(pupil.user).latest("pk")
    assert (entry.page_to, entry.minutes, entry.finished) == (20, 15, True)


def test_a_visitor_finds_a_title(visit):
    TitleFactory(title="Laskar Pelangi", slug="laskar-pelangi")
    index_titles()
    page = visit(PHONE)
    page.goto("/katalog/")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("laskar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/katalog/?**")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Laskar Pelangi").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Laskar Pelangi")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_phones_menu_opens_leads_on_and_closes(visit, javascript):
    page = visit(PHONE, javascript=javascript)
    page.goto("/")
    menu = page.locator(".menu-phone")
    tab_to(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    if javascript:
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(menu.locator("summary")).to_be_focused()
        page.keyboard.press("Enter")
    tab_to(page, menu.get_by_role("link", name="Katalog"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/katalog/")


@pytest.mark.parametrize("path", ["/", "/katalog/", "/masuk/", "/luring/"])
def test_the_first_tab_skips_to_the_content(visit, path):
    page = visit(PHONE)
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    inside = page.evaluate("document.getElementById('main').contains(document.activeElement)")
    assert inside or page.locator("#main").get_by_role("link").count() == 0
