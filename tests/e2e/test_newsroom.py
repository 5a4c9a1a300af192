"""An editor's day with a template: the unfit stays back, the fit waits for its hour and is then locked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from pages.models import ArticlePage, Consent, Picture
from pages.services import admit, prepare_site, publish_due
from tests.e2e.conftest import DESK, PHONE
from tests.factories.accounts import GrantFactory
from tests.factories.pages import PictureFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def site(live_server, settings, tmp_path):
    settings.SITE_BASE_URL, settings.MEDIA_ROOT = live_server.url, tmp_path
    prepare_site()


def an_editor(name: str) -> None:
    admit(GrantFactory(editor=True, user__username=name).user)


def publish(desk: Page) -> None:
    desk.locator("footer [data-w-dropdown-target='toggle']").click()
    desk.locator("button[name='action-publish']").click()


def refused(desk: Page, because: str) -> None:
    """The sentence stands beside the field, and the CMS has kept the draft by itself meanwhile."""
    expect(desk.get_by_text(because).first).to_be_visible()
    expect(desk.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "saved")


def open_panel(desk: Page, name: str) -> None:
    """Side panels remember whether they are open."""
    toggle = desk.locator(f"[data-side-panel-toggle='{name}']")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()


def begin_from_template(desk: Page) -> ArticlePage:
    desk.goto("/tulis/")
    desk.get_by_role("button", name=re.compile(r"Di CMS\s*: Liputan kegiatan")).click()
    expect(desk).to_have_url(re.compile(r"/cms/pages/\d+/edit/"))
    desk.locator("#id_title").fill("Membaca di taman")
    desk.locator("#id_slug").evaluate("field => { field.value = 'membaca-di-taman' }")
    desk.locator("#id_cover-chooser .unchosen button").click()
    desk.locator("a.image-choice").click()
    expect(desk.locator("#id_cover-chooser .chooser__title")).to_have_text("Anak di taman")
    return ArticlePage.objects.get()


def record_consent(desk: Page, picture: Picture) -> None:
    desk.goto(f"/cms/images/{picture.pk}/")
    desk.locator("#id_consent").select_option(value=Consent.RECORDED)
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.locator(".messages .success")).to_be_visible()


def replace_hints(desk: Page) -> None:
    desk.locator("#id_intro").fill("Sabtu pagi kami membaca bersama.")
    texts = desk.locator(".public-DraftEditor-content")
    for place in range(texts.count()):
        texts.nth(place).click()
        desk.keyboard.press("Control+A")
        desk.keyboard.type(f"Bagian {place} sudah ditulis.")
        field = desk.locator("input[type=hidden][name^='body-'][name$='-value']").nth(place)
        expect(field).to_have_value(re.compile(f"Bagian {place} sudah ditulis"))


def look_at_preview(desk: Page) -> None:
    open_panel(desk, "preview")
    frame = desk.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Membaca di taman")
    desk.locator("[data-side-panel-toggle='preview']").click()


def schedule(desk: Page) -> None:
    open_panel(desk, "status")
    desk.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()
    later = timezone.localtime() + dt.timedelta(days=1)
    desk.locator("#id_go_live_at").fill(later.strftime("%Y-%m-%d %H:%M"))
    desk.locator("#schedule-publishing-dialog button.action-save").press(
        "Enter"
    )  # the calendar lies above it
    expect(desk.locator(".messages .success")).to_be_visible()
    publish(desk)
    expect(desk.locator(".messages .success")).to_contain_text("dijadwalkan")


def let_its_hour_come(article: ArticlePage) -> None:
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = Revision.objects.get(object_id=str(article.pk), approved_go_live_at__isnull=False)
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    assert publish_due().published == 1


def lock(desk: Page, article: ArticlePage) -> None:
    desk.goto(f"/cms/pages/{article.pk}/edit/")
    open_panel(desk, "status")
    desk.locator(f"[data-w-action-url-value^='/cms/pages/{article.pk}/lock/']").locator("..").click()
    expect(desk.locator(".messages")).to_contain_text("dikunci")


def test_an_article_from_a_template_is_mended_scheduled_and_locked(visit, sign_in):
    an_editor("penyunting")
    an_editor("rekan")
    picture = PictureFactory(title="Anak di taman", of_children=True)
    desk, colleague, reader = visit(DESK), visit(DESK), visit(PHONE, javascript=False)
    sign_in(desk, "penyunting", "rahasia-123")
    sign_in(colleague, "rekan", "rahasia-123")

    article = begin_from_template(desk)
    publish(desk)
    refused(desk, "gambar anak tanpa persetujuan yang tercatat")
    record_consent(desk, picture)
    desk.goto(f"/cms/pages/{article.pk}/edit/")
    publish(desk)
    refused(desk, "masih petunjuk dari templat")
    expect(desk.get_by_text("gambar anak tanpa persetujuan")).to_have_count(0)
    replace_hints(desk)
    look_at_preview(desk)

    schedule(desk)
    assert reader.request.get("/berita/membaca-di-taman/").status == 404
    let_its_hour_come(article)
    reader.goto("/")
    reader.get_by_role("link", name="Membaca di taman").click()
    expect(reader.locator("main")).to_contain_text("Bagian 3 sudah ditulis.")

    lock(desk, article)
    colleague.goto(f"/cms/pages/{article.pk}/edit/")
    expect(colleague.locator(".messages .warning")).to_contain_text("dikunci")
    footer = colleague.locator("footer")
    expect(footer.locator("button[disabled]")).to_be_visible()
    expect(footer.locator("button[type=submit]:not([disabled])")).to_have_count(0)
