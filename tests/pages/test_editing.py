"""A day in the CMS: drafts, handing in, approving, refusing, scheduling, pictures of children."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.models import ArticlePage, Consent, HomePage, NewsIndexPage, Picture
from pages.services import admit, publish_due
from tests.factories.accounts import GrantFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory


def admitted(**traits):
    user = GrantFactory(**traits).user
    admit(user)
    return user


@pytest.fixture
def teacher(home):
    return admitted()


@pytest.fixture
def editor(home):
    return admitted(editor=True)


# What the rich text field sends for one plain paragraph.
TEXT = json.dumps(
    {
        "blocks": [
            {
                "key": "aaaaa",
                "text": "Membaca itu asyik.",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)


def form(**fields):
    """The article form as a browser sends it; `body` is a list of (type, value-fields)."""
    body = fields.pop("body", [("paragraph", TEXT)])
    data = {
        "title": "Hari buku",
        "slug": "hari-buku",
        "intro": "Kami membaca seharian.",
        "date": "2026-11-21",
        "authors-TOTAL_FORMS": "1",
        "authors-INITIAL_FORMS": "0",
        "authors-0-name": "Guru SD",
        "authors-0-ORDER": "1",
        "category": NewsCategoryFactory().pk,
        "cover": "",
        "pattern": "kawung",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-count": str(len(body)),
    }
    for place, (kind, value) in enumerate(body):
        data |= {
            f"body-{place}-deleted": "",
            f"body-{place}-order": str(place),
            f"body-{place}-type": kind,
            f"body-{place}-id": "",
        }
        if isinstance(value, dict):
            data |= {f"body-{place}-value-{name}": each for name, each in value.items()}
        else:
            data[f"body-{place}-value"] = value
    return {**data, **fields}


def write(client, user, **fields):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", NewsIndexPage.objects.get().pk])
    return client.post(url, form(**fields))


def public(client):
    client.logout()
    return client.get("/berita/hari-buku/").status_code == 200


def test_an_editor_writes_a_draft_and_publishes_it(home, client, editor):
    write(client, editor)
    assert not public(client)
    client.force_login(editor)
    article = ArticlePage.objects.get()
    client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form(**{"action-publish": "1"}))
    assert public(client)


def test_a_draft_may_be_unfinished_but_a_published_article_may_not(home, client, editor):
    write(client, editor, category="")
    assert ArticlePage.objects.count() == 1
    write(client, editor, category="", slug="lain", **{"action-publish": "1"})
    assert ArticlePage.objects.count() == 1


def test_a_teacher_cannot_publish(home, client, teacher):
    write(client, teacher, **{"action-publish": "1"})
    assert ArticlePage.objects.filter(live=True).count() == 0


def decide(client, user, article, action, comment=""):
    client.force_login(user)
    task = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, task.pk])
    return client.post(url, {"comment": comment})


def test_a_teacher_hands_in_and_an_editor_approves(home, client, teacher, editor):
    write(client, teacher, **{"action-submit": "1"})
    article = ArticlePage.objects.get()
    assert (article.current_workflow_task.name, public(client)) == ("Diperiksa editor", False)
    decide(client, editor, article, "approve")
    assert public(client)


def test_an_editor_sends_an_article_back_and_the_teacher_hands_it_in_again(home, client, teacher, editor):
    write(client, teacher, **{"action-submit": "1"})
    article = ArticlePage.objects.get()
    decide(client, editor, article, "reject", "Tambahkan nama kelas.")
    article.refresh_from_db()
    assert (article.current_workflow_state.status, public(client)) == ("needs_changes", False)
    client.force_login(teacher)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.post(edit, form(title="Hari buku 4A", **{"action-submit": "1"}))
    decide(client, editor, article, "approve")
    assert public(client)
    assert ArticlePage.objects.get().title == "Hari buku 4A"


def test_a_teacher_does_not_approve_their_own_article(home, client, teacher):
    write(client, teacher, **{"action-submit": "1"})
    decide(client, teacher, ArticlePage.objects.get(), "approve")
    assert not public(client)


def test_an_editor_schedules_an_article(home, client, editor, monkeypatch):
    soon = timezone.localtime() + dt.timedelta(hours=2)
    write(client, editor, go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    publish_due()
    assert not public(client)
    monkeypatch.setattr(timezone, "now", lambda: soon + dt.timedelta(minutes=1))
    publish_due()
    assert public(client)


@pytest.mark.parametrize("where", ["cover", "body"])
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_picture_of_children_without_consent_cannot_be_published_or_handed_in(
    home, client, editor, where, action
):
    picture = PictureFactory(of_children=True)
    field = {"cover": picture.pk}
    if where == "body":
        field = {"body": [("picture", {"image": picture.pk, "alt": "", "caption": ""})]}
    answer = write(client, editor, **field, **{action: "1"})
    assert (answer.status_code, ArticlePage.objects.count()) == (200, 0)
    assert list(answer.context["form"].errors) == [where]


def test_a_draft_may_wait_for_the_consent(home, client, editor):
    write(client, editor, cover=PictureFactory(of_children=True).pk)
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//contoh.invalid/", "data:text/html,x", "contoh"]
)
def test_a_link_leads_to_an_address_that_is_one(home, client, editor, address):
    button = ("button", {"label": "Klik", "page": "", "url": address})
    answer = write(client, editor, body=[button], **{"action-publish": "1"})
    assert list(answer.context["form"].errors) == ["body"]


def test_a_standard_page_cannot_take_the_address_of_an_app(home, client):
    city = admitted(city=True)
    client.force_login(city)
    url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", HomePage.objects.get().pk])
    answer = client.post(url, form(slug="katalog"))
    assert list(answer.context["form"].errors) == ["slug"]


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "cms_account", "wagtailimages:index", "wagtailimages:add_multiple"]
)
def test_the_rooms_of_the_cms_open(home, client, editor, name):
    client.force_login(editor)
    assert client.get(reverse(name)).status_code == 200


def test_the_forms_of_every_kind_of_page_open(home, client):
    client.force_login(admitted(city=True))
    article = ArticleFactory()
    for page in (home, NewsIndexPage.objects.get(), article):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_own_settings_ask_for_no_name_and_no_portrait(home, client, editor):
    client.force_login(editor)
    html = client.get(reverse("cms_account")).content.decode()
    assert ("first_name" in html, "avatar-avatar" in html) == (False, False)
    answer = client.post(
        reverse("cms_account"),
        {
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Asia/Makassar",
            "theme-theme": "dark",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    assert answer.status_code == 302


def test_an_editor_sees_a_menu_without_what_they_do_not_need(home, client, editor):
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    items = {
        name: f'"name": "{name}"' in html for name in ("explorer", "images", "help", "reports", "settings")
    }
    assert items == {"explorer": True, "images": True, "help": False, "reports": False, "settings": True}


def test_the_preview_shows_the_draft_in_the_sites_own_frame(home, client, editor):
    article = ArticleFactory(draft=True, title="Masih ditulis")
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    answer = client.get(url)
    panel = client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk]))
    assert panel.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert ("Masih ditulis" in answer.content.decode(), "css/app.css" in answer.content.decode()) == (
        True,
        True,
    )


def keep_in_background(client, user, **fields):
    """As the CMS does by itself right after a refusal, from the same form (its token tells)."""
    client.force_login(user)
    url = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", NewsIndexPage.objects.get().pk])
    return client.post(url, form(**fields), headers={"accept": "application/json"})


@pytest.mark.parametrize("others", [0, 1])
def test_a_refused_new_article_kept_meanwhile_does_not_take_its_own_address(home, client, editor, others):
    ArticleFactory.create_batch(others)
    children = PictureFactory(of_children=True)
    sent = {"cover": children.pk, "csrfmiddlewaretoken": "satu"}
    assert write(client, editor, **sent, **{"action-publish": "1"}).status_code == 200
    assert keep_in_background(client, editor, **sent).json()["success"]
    Picture.objects.update(consent=Consent.RECORDED)
    assert write(client, editor, **sent, **{"action-publish": "1"}).status_code == 302
    assert [page.live for page in ArticlePage.objects.filter(slug="hari-buku")] == [True]
    assert public(client)


def test_another_form_or_later_work_leaves_the_kept_draft_alone(home, client, editor):
    keep_in_background(client, editor, csrfmiddlewaretoken="satu")
    assert write(client, editor, csrfmiddlewaretoken="dua").status_code == 200
    ArticlePage.objects.get().save_revision()
    assert write(client, editor, csrfmiddlewaretoken="satu").status_code == 200
    assert ArticlePage.objects.count() == 1


def test_a_consent_recorded_in_the_cms_lets_the_waiting_draft_out(home, client, editor):
    children = PictureFactory(of_children=True)
    write(client, editor, cover=children.pk)
    article = ArticlePage.objects.get()
    edit, said = reverse("wagtailadmin_pages:edit", args=[article.pk]), {"action-publish": "1"}
    client.post(edit, form(cover=children.pk, **said))
    assert not public(client)
    client.force_login(editor)
    words = {"title": children.title, "description": children.description, "tags": "", "credit": ""}
    place = {"collection": children.collection_id, "consent": Consent.RECORDED}
    client.post(reverse("wagtailimages:edit", args=[children.pk]), words | place)
    client.post(edit, form(cover=children.pk, **said))
    assert public(client)
