"""What keeps a page from the public, whichever way it would become public."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from pages.beginnings import IN_CMS, TEMPLATES
from pages.exceptions import UnfitToPublish
from pages.models import ArticlePage, Consent, Picture
from pages.proofs import faults_of
from pages.services import admit, publish_due
from pages.services.consents import withdraw_picture
from tests.factories.accounts import GrantFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory, StandardPageFactory


@pytest.fixture
def editor(home):
    user = GrantFactory(editor=True).user
    admit(user)
    return user


def unsaved(*blocks, **fields):
    category = fields.pop("category", None) or NewsCategoryFactory()
    return ArticlePage(title="Judul", category=category, body=list(blocks), **fields)


def faults(*blocks, **fields):
    return [fault.field for fault in faults_of(unsaved(*blocks, **fields))]


def text(html):
    return ("paragraph", html)


# --- Links -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="">Jadwal</a></p>',
        '<p><a href="#">Jadwal</a></p>',
        '<p><a href="javascript:alert(1)">Jadwal</a></p>',
        '<p><a href=" JavaScript:alert(1)">Jadwal</a></p>',
        '<p><a href="data:text/html,x">Jadwal</a></p>',
        '<p><a href="//contoh.invalid/">Jadwal</a></p>',
        '<p><a href="https://contoh.id/"></a>Jadwal</p>',
        '<p>Jadwal ada <a href="https://contoh.id/">di sini</a>.</p>',
        '<p><a href="https://contoh.id/">Klik di sini!</a></p>',
        '<p><a href="https://contoh.id/"><b>Baca selengkapnya …</b></a> ya</p>',
    ],
)
def test_a_link_that_helps_nobody_is_a_fault(home, html):
    assert faults(text(html)) == ["body"]


@pytest.mark.parametrize(
    "address", ["https://contoh.id/", "/katalog/", "mailto:redaksi@contoh.id", "tel:+62251123456", "#jadwal"]
)
def test_a_link_with_a_name_and_an_address_is_none(home, address):
    assert faults(text(f'<p><a href="{address}">Jadwal mobil keliling</a></p>')) == []


def test_a_link_to_a_page_that_is_not_public_is_a_fault(home):
    draft, public = StandardPageFactory(draft=True), StandardPageFactory()
    html = '<p><a linktype="page" id="{}">Jadwal mobil</a></p>'
    button = {"label": "Lihat jadwal", "url": ""}
    assert [faults(text(html.format(page.pk))) for page in (draft, public)] == [["body"], []]
    assert [faults(("button", {**button, "page": page})) for page in (draft, public)] == [["body"], []]


def test_the_text_of_a_button_says_where_it_leads(home):
    assert faults(("button", {"label": "Klik di sini", "page": None, "url": "/katalog/"})) == ["body"]


# --- Headings ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "blocks",
    [
        [("heading", "Pagi"), text("<p>Satu.</p>"), ("heading", " pagi "), text("<p>Dua.</p>")],
        [("heading", "  "), text("<p>Satu.</p>")],
        [("heading", "Pagi"), ("heading", "Siang"), text("<p>Satu.</p>")],
        [text("<p>Satu.</p>"), ("heading", "Pagi")],
        [text("<p><b>Pagi di sekolah</b></p><p>Kami membaca.</p>")],
        [text("<p><strong>Pagi </strong><b>di sekolah</b></p>")],
    ],
    ids=["twice", "empty", "nothing below", "last", "bold", "bold in pieces"],
)
def test_a_heading_is_there_once_has_words_and_something_below(home, blocks):
    assert faults(*blocks) == ["body"]


def test_bold_words_in_a_sentence_are_no_heading(home):
    assert (
        faults(("heading", "Pagi"), text("<p><b>Buku ada di meja.</b> Anak datang satu per satu.</p>")) == []
    )


# --- Pictures ----------------------------------------------------------------------------------------
def picture(image, alt=""):
    return ("picture", {"image": image, "alt": alt, "caption": ""})


def test_a_picture_says_what_it_shows(home):
    nameless = PictureFactory(description="IMG_2031")
    assert [
        faults(picture(nameless)),
        faults(picture(nameless, "rak.JPG")),
        faults(picture(nameless, "Rak buku di sudut kelas")),
        faults(cover=nameless),
    ] == [["body"], ["body"], [], ["cover"]]


def test_children_without_consent_are_a_fault_wherever_they_are(home):
    children = PictureFactory(of_children=True)
    assert (faults(picture(children)), faults(cover=children)) == (["body"], ["cover"])


# --- Templates ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", IN_CMS, ids=lambda template: template.slug)
def test_no_hint_of_a_template_reaches_the_public(home, template):
    blocks = [(block["type"], block["value"]) for block in template.blocks()]
    hints = sum(kind == "paragraph" for kind, _ in blocks)
    assert faults(*blocks) == ["body"] * hints


def test_a_hint_without_its_brackets_is_still_one(home):
    guide = TEMPLATES["resensi"].parts[1].guide
    assert faults(text(f"<p>{guide.upper()}</p>")) == ["body"]
    assert faults(text("<p>Tulisan saya sendiri.</p>"), intro=TEMPLATES["resensi"].intro) == ["intro"]


def test_an_article_needs_a_category(home):
    assert [fault.field for fault in faults_of(ArticlePage(title="Judul"))] == ["category"]


# --- At the moment of publication ------------------------------------------------------------------------
def in_workflow(article, user):
    article.get_workflow().start(article, user)
    return ArticlePage.objects.get(pk=article.pk).current_workflow_task_state


def by_approval(client, article, editor):
    task = in_workflow(article, article.owner)
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk])
    return client.post(url, {"comment": ""}, follow=True)


def by_dialogue(client, article, editor):
    task = in_workflow(article, article.owner)
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk])
    answer = client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    return client.get(json.loads(answer.content)["redirect"])


def by_bulk(client, article, editor):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={article.pk}&next=/cms/", {"include_descendants": ""}, follow=True)


@pytest.mark.parametrize("way", [by_approval, by_dialogue, by_bulk])
def test_a_consent_withdrawn_after_drafting_stops_every_way_of_publishing(home, client, editor, way):
    children = PictureFactory(consented=True)
    article = ArticleFactory(draft=True, cover=children)
    withdraw_picture(children)
    client.force_login(editor)
    answer = way(client, article, editor)
    article.refresh_from_db()
    assert (answer.status_code, article.live) == (200, False)
    assert [m.tags for m in answer.context["messages"]] == ["error"]


def test_the_same_ways_publish_once_nothing_is_wrong(home, client, editor):
    client.force_login(editor)
    for way in (by_approval, by_dialogue, by_bulk):
        article = ArticleFactory(draft=True)
        way(client, article, editor)
        article.refresh_from_db()
        assert article.live


def test_approving_an_unfit_article_leaves_it_waiting(home, client, editor):
    article = ArticleFactory(draft=True)
    article.category = None
    article.save_revision(clean=False)
    client.force_login(editor)
    by_approval(client, article, editor)
    assert ArticlePage.objects.get().current_workflow_state.status == "in_progress"


def test_a_schedule_is_held_and_its_editor_told_when_a_consent_has_gone(home, editor):
    children = PictureFactory(consented=True)
    article = ArticleFactory(draft=True, cover=children)
    article.go_live_at = timezone.now() + dt.timedelta(hours=1)
    article.save_revision(user=editor).publish(user=editor)
    withdraw_picture(children)
    scheduled = article.revisions.filter(approved_go_live_at__isnull=False)
    scheduled.update(approved_go_live_at=timezone.now() - dt.timedelta(minutes=1))
    first, second = publish_due(), publish_due()
    article.refresh_from_db()
    assert (first.held, first.failed, second.held, article.live) == (1, 0, 0, False)
    assert Notice.objects.filter(user=editor, kind="publication-held").count() == 1


def test_publishing_by_code_is_refused_too(home):
    article = ArticleFactory(draft=True, cover=PictureFactory(of_children=True))
    with pytest.raises(UnfitToPublish):
        article.get_latest_revision().publish()


# --- When a consent is withdrawn ---------------------------------------------------------------------
def test_a_withdrawn_picture_leaves_its_pages_and_its_addresses_at_once(
    home, client, editor, django_capture_on_commit_callbacks
):
    shown = PictureFactory(consented=True)
    article = ArticleFactory(cover=shown)
    shown.get_rendition("width-400|format-jpeg")
    before = {shown.file.path} | {rendition.file.path for rendition in shown.renditions.all()}
    client.force_login(editor)
    form = {
        "title": shown.title,
        "description": shown.description,
        "credit": "",
        "consent": Consent.MISSING,
        "collection": shown.collection_id,
        "tags": "",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("wagtailimages:edit", args=[shown.pk]), form)
    assert answer.status_code == 302
    hidden = Picture.objects.get()
    html = client.get(article.url).content.decode() + client.get("/berita/").content.decode()
    assert (hidden.may_be_shown, hidden.renditions.count(), "/media/gambar" in html) == (False, 0, False)
    assert not any(shown.file.storage.exists(path) for path in before)
    assert hidden.file.storage.exists(hidden.file.name)


def test_the_cms_shows_a_link_as_social_networks_would(home, editor):
    def shown():
        page = ArticlePage.objects.get(pk=article.pk)
        return page.make_preview_request(preview_mode="social").content.decode()

    children = PictureFactory(consented=True)
    article = ArticleFactory(draft=True, title="Hari buku", intro="Kami membaca seharian.", cover=children)
    before, address = shown(), children.file.url
    withdraw_picture(children)
    assert ("Kami membaca seharian." in before, address in before) == (True, True)
    assert Picture.objects.get().file.url not in shown()
