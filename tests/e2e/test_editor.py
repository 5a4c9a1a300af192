"""One editor from draft to published news, with mouse and keyboard."""

import re

import pytest
from playwright.sync_api import expect

from pages.models import ArticlePage, NewsCategory, NewsIndexPage
from pages.services import admit, prepare_site
from tests.e2e.conftest import DESK, PHONE
from tests.factories.accounts import GrantFactory
from tests.factories.reading import a_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(live_server, settings):
    settings.SITE_BASE_URL = live_server.url
    prepare_site()
    user = GrantFactory(editor=True, user__username="penyunting").user
    admit(user)
    return user


def write(page, *, title: str, intro: str, text: str) -> None:
    page.locator("#id_title").fill(title)
    page.locator("#id_intro").fill(intro)
    page.locator("#id_category").select_option(label="Kegiatan")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Teks").click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type(text)
    # The editor hands its text to the form a moment after the last key.
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile(re.escape(text)))


def test_an_editor_takes_news_from_draft_to_the_public(editor, visit, sign_in):
    desk, reader = visit(DESK), visit(PHONE)
    sign_in(desk, "penyunting", "rahasia-123")
    index = NewsIndexPage.objects.get()
    assert NewsCategory.objects.filter(name="Kegiatan").exists()

    desk.goto(f"/cms/pages/{index.pk}/")
    desk.locator(f"a[href='/cms/pages/{index.pk}/add_subpage/']").first.click()
    write(desk, title="Sabtu membaca di alun-alun", intro="Semua boleh ikut.", text="Bawa buku dan tikar.")
    desk.locator("button.action-save").first.click()
    expect(desk).to_have_url(re.compile(r"/cms/pages/\d+/edit/"))
    address = "/berita/sabtu-membaca-di-alun-alun/"
    assert ArticlePage.objects.get().live is False
    assert reader.request.get(address).status == 404
    assert "Sabtu membaca" not in reader.request.get("/berita/rss.xml").text()

    desk.locator("[data-w-dropdown-target='toggle']").last.click()
    desk.locator("button[name='action-publish']").click()
    expect(desk.locator(".messages .success")).to_be_visible()

    reader.goto("/berita/")
    reader.get_by_role("link", name="Sabtu membaca di alun-alun").click()
    expect(reader).to_have_url(re.compile(address))
    expect(reader.get_by_role("heading", level=1)).to_have_text("Sabtu membaca di alun-alun")
    expect(reader.locator("main")).to_contain_text("Bawa buku dan tikar.")
    assert "Sabtu membaca di alun-alun" in reader.request.get("/berita/rss.xml").text()


def test_a_pupil_writes_on_a_phone_and_the_home_page_shows_it(editor, visit, sign_in):
    pupil = a_pupil()
    pupil.user.name, pupil.user.must_change_password = "Ayu Bening", False
    pupil.user.set_password("246813")
    pupil.user.save()
    desk, phone, reader = visit(DESK), visit(PHONE), visit(PHONE, javascript=False)

    sign_in(phone, pupil.user.username, "246813")
    phone.goto("/tulis/baru/bebas/")
    phone.locator("[name=title]").fill("Gang kecil yang luas")
    phone.locator("[name=intro]").fill("Tentang jalan depan rumah.")
    phone.locator("[name=text_0]").fill("Bukunya tipis.\n\nSaya membacanya pelan-pelan.")
    phone.locator("button[name=send]").click()
    expect(phone.locator(".own-article .badge")).to_have_text("menunggu editor")

    sign_in(desk, "penyunting", "rahasia-123")
    desk.goto("/cms/")
    expect(desk.get_by_role("link", name="Gang kecil yang luas").first).to_be_visible()
    task = ArticlePage.objects.get().current_workflow_task_state
    task.approve(user=editor)

    reader.goto("/")
    reader.get_by_role("link", name="Gang kecil yang luas").click()
    expect(reader.locator("main")).to_contain_text(f"A. B., {pupil.classroom.name}")
    expect(reader.locator("main")).to_contain_text("Saya membacanya pelan-pelan.")
