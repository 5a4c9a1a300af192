"""What the components do under a finger and a key, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pages.services import prepare_site
from tests.e2e.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def site(transactional_db):
    prepare_site()


def test_a_dialog_takes_the_focus_and_gives_it_back(visit):
    page = visit(DESK)
    page.goto("/gaya/")
    opener = page.get_by_role("link", name="Hapus catatan ini")
    dialog = page.get_by_role("dialog", name="Hapus catatan ini?")
    for leave in ("Escape", "Biarkan", "Tutup"):
        opener.focus()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        assert dialog.evaluate("box => box.contains(document.activeElement)")
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            dialog.get_by_role("link", name=leave).click()
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()
    assert "#hapus" not in page.url


def test_without_javascript_a_dialog_stands_in_the_page(visit):
    phone = visit(PHONE, javascript=False)
    phone.goto("/gaya/")
    dialog = phone.locator("dialog#hapus")
    expect(dialog).to_be_hidden()
    phone.get_by_role("link", name="Hapus catatan ini").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("link", name="Biarkan").click()
    expect(dialog).to_be_hidden()


def test_a_message_stays_until_it_is_closed(visit):
    page = visit(PHONE)
    page.goto("/gaya/")
    message = page.get_by_role("status").filter(has_text="Catatanmu sudah tersimpan.").first
    message.get_by_role("button", name="Tutup pesan ini").click()
    expect(page.locator(".pane-light .toast")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()


def test_without_javascript_a_message_offers_nothing_that_does_not_work(visit):
    page = visit(PHONE, javascript=False)
    page.goto("/gaya/")
    expect(page.get_by_text("Catatanmu sudah tersimpan.").first).to_be_visible()
    expect(page.get_by_role("button", name="Tutup pesan ini")).to_have_count(0)
