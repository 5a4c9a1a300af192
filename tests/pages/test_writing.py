"""Writing for the news on the site: drafts, handing in, what comes back, and who sees what."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import registry
from accounts.models import Role
from notices.models import Notice
from pages.beginnings import TEMPLATES
from pages.drafting import as_html, as_text
from pages.models import ArticlePage, Consent, NewsCategory, Picture
from pages.queries.writing import Stage, own_articles, with_stages
from pages.services import admit
from pages.services.writing import NEW_A_DAY
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.pages import ArticleFactory, photo
from tests.factories.reading import a_pupil


@pytest.fixture
def pupil(home):
    found = a_pupil()
    found.user.name = "Ayu Bening"
    found.user.save()
    return found


@pytest.fixture
def editor(home):
    user = GrantFactory(editor=True).user
    admit(user)
    return user


def said(**more):
    return {
        "title": "Hari buku",
        "intro": "Kami membaca seharian.",
        "heading_0": "",
        "text_0": "Pagi itu hujan.\n\nKami tetap membaca.",
        "heading_1": "Yang terjadi",
        "text_1": "",
        **more,
    }


def write(client, user, *, template="liputan", pk=None, **fields):
    client.force_login(user)
    url = reverse("edit_article", args=[pk]) if pk else reverse("begin_article", args=[template])
    return client.post(url, said(**fields))


def stage(user):
    [own] = with_stages(own_articles(user))
    return own.stage


def decide(client, editor, action, comment=""):
    client.force_login(editor)
    article = ArticlePage.objects.get()
    task = article.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, task.pk])
    client.post(url, {"comment": comment})


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


# --- The way of an article ------------------------------------------------------------------------------
def test_a_pupil_writes_sends_mends_and_is_published_by_initials(home, client, pupil, editor):
    write(client, pupil.user, keep="1")
    stages = [stage(pupil.user)]
    article = ArticlePage.objects.get()
    write(client, pupil.user, pk=article.pk, title="Hari buku di kelas", send="1")
    stages.append(stage(pupil.user))
    decide(client, editor, "reject", "Tambahkan satu kutipan.")
    stages.append(stage(pupil.user))
    client.force_login(pupil.user)
    assert "Tambahkan satu kutipan." in client.get(reverse("my_articles")).content.decode()
    write(
        client, pupil.user, pk=article.pk, title="Hari buku di kelas", text_1="Kata Bu Guru: bagus.", send="1"
    )
    stages.append(stage(pupil.user))
    decide(client, editor, "approve")
    stages.append(stage(pupil.user))
    assert stages == [Stage.DRAFT, Stage.WAITING, Stage.RETURNED, Stage.WAITING, Stage.PUBLISHED]
    client.logout()
    article = ArticlePage.objects.get()
    html = client.get(article.url).content.decode()
    room = pupil.classroom.name
    assert (f"A. B., {room}" in html, "Ayu Bening" in html, "Kata Bu Guru: bagus." in html) == (
        True,
        False,
        True,
    )
    assert told(pupil.user) == ["article-returned", "article-published"]
    assert told(editor) == ["article-waiting", "article-waiting"]


def test_what_was_typed_is_never_markup(home, client, pupil):
    write(client, pupil.user, text_0="<script>alert(1)</script> & <b>tebal</b>", keep="1")
    source = ArticlePage.objects.get().get_latest_revision_as_object().body[0].value.source
    assert source == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;tebal&lt;/b&gt;</p>"


@pytest.mark.parametrize("text", ["Satu.", "Satu.\n\nDua & <tiga>.", "Baris satu\nbaris dua"])
def test_text_comes_back_as_it_was_typed(text):
    assert as_text(as_html(text)) == text


def test_headings_of_the_template_without_text_are_left_out(home, client, pupil):
    write(client, pupil.user, keep="1")
    blocks = [b.block_type for b in ArticlePage.objects.get().get_latest_revision_as_object().body]
    assert blocks == ["paragraph"]


def test_blocks_that_an_editor_added_survive_the_plain_form(home, client, pupil, editor):
    write(client, pupil.user, keep="1")
    page = ArticlePage.objects.get().get_latest_revision_as_object()
    page.body.append(("quote", {"text": "Lagi!", "attribution": ""}))
    page.save_revision(user=editor, clean=False)
    write(client, pupil.user, pk=page.pk, text_0="Baru.", keep="1")
    blocks = [b.block_type for b in ArticlePage.objects.get().get_latest_revision_as_object().body]
    assert blocks == ["paragraph", "quote"]


def test_an_article_is_filed_under_its_templates_category(home, client, pupil):
    write(client, pupil.user, keep="1")
    assert ArticlePage.objects.get().category == NewsCategory.objects.get(slug="kegiatan")


@pytest.mark.parametrize(
    ("missing", "field"), [({"intro": ""}, "intro"), ({"text_0": " "}, "text_0"), ({"title": ""}, "title")]
)
def test_what_is_sent_is_complete(home, client, pupil, missing, field):
    answer = write(client, pupil.user, send="1", **missing)
    assert (list(answer.context["form"].errors), ArticlePage.objects.count()) == ([field], 0)


def test_pressing_twice_begins_one_article(home, client, pupil):
    write(client, pupil.user, keep="1"), write(client, pupil.user, keep="1")
    assert ArticlePage.objects.count() == 1


def test_a_day_has_room_for_a_few_new_articles(home, client, pupil):
    for number in range(NEW_A_DAY + 1):
        answer = write(client, pupil.user, title=f"Hari ke-{number}", keep="1")
    assert (answer.status_code, ArticlePage.objects.count()) == (200, NEW_A_DAY)
    ArticlePage.objects.first()
    yesterday = timezone.now() - dt.timedelta(days=1)
    for article in ArticlePage.objects.all():
        article.revisions.update(created_at=yesterday)
    write(client, pupil.user, title="Besoknya", keep="1")
    assert ArticlePage.objects.count() == NEW_A_DAY + 1


def test_what_waits_or_is_public_cannot_be_changed(home, client, pupil, editor):
    write(client, pupil.user, send="1")
    article = ArticlePage.objects.get()
    write(client, pupil.user, pk=article.pk, title="Diganti", keep="1")
    decide(client, editor, "approve")
    write(client, pupil.user, pk=article.pk, title="Diganti", keep="1")
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Hari buku"


# --- Books and pictures ----------------------------------------------------------------------------------
def test_a_review_is_about_a_book_of_the_catalogue(home, client, pupil):
    book = TitleFactory(title="Laskar Pelangi")
    from literasi.catalogue.search import index_titles

    index_titles()
    refused = write(client, pupil.user, template="resensi", book_words="", send="1")
    unknown = write(client, pupil.user, template="resensi", book_words="qwxyz", send="1")
    write(client, pupil.user, template="resensi", book_words="laskar pelangi", send="1")
    assert [list(a.context["form"].errors) for a in (refused, unknown)] == [["book_words"]] * 2
    body = ArticlePage.objects.get().get_latest_revision_as_object().body
    assert (body[0].block_type, body[0].value["book"]) == ("book", book)


def upload(**more):
    return SimpleUploadedFile("foto.jpg", photo().read(), content_type="image/jpeg", **more)


@pytest.mark.parametrize(
    ("children", "consent"), [("none", Consent.NO_CHILDREN), ("children", Consent.MISSING)]
)
def test_a_picture_of_children_waits_for_a_consent_that_an_editor_records(
    home, client, pupil, editor, children, consent
):
    write(client, pupil.user, picture=upload(), alternative="Rak buku", children=children, send="1")
    assert (Picture.objects.get().consent, stage(pupil.user)) == (consent, Stage.WAITING)
    decide(client, editor, "approve")
    assert stage(pupil.user) == (Stage.PUBLISHED if children == "none" else Stage.WAITING)


def test_a_picture_needs_its_description_and_a_statement(home, client, pupil):
    answer = write(client, pupil.user, picture=upload(), keep="1")
    assert sorted(answer.context["form"].errors) == ["alternative", "children"]
    fake = SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>", content_type="image/jpeg")
    answer = write(client, pupil.user, picture=fake, alternative="Rak", children="none", keep="1")
    assert (list(answer.context["form"].errors), Picture.objects.count()) == (["picture"], 0)


# --- Who sees what -----------------------------------------------------------------------------------------
def test_another_pupils_draft_is_not_there(home, client, pupil):
    write(client, pupil.user, keep="1")
    url = reverse("edit_article", args=[ArticlePage.objects.get().pk])
    for other in (a_pupil(pupil.classroom), a_pupil()):
        client.force_login(other.user)
        assert (client.get(url).status_code, client.post(url, said()).status_code) == (404, 404)
        assert "Hari buku" not in client.get(reverse("my_articles")).content.decode()


def test_a_staff_writer_stands_there_by_name(home, client):
    teacher = GrantFactory(user__name="Siti Rahmawati").user
    write(client, teacher, keep="1")
    assert ArticlePage.objects.get().byline == "Siti Rahmawati"


def test_an_article_loses_the_initials_with_the_account(home, client, pupil):
    write(client, pupil.user, keep="1")
    type(pupil.user).objects.filter(pk=pupil.user.pk).update(name="")
    assert ArticlePage.objects.get().byline == f"murid {pupil.classroom.name}"


def test_own_articles_are_among_ones_data(home, client, pupil):
    write(client, pupil.user, keep="1")
    [data] = registry.own_data["articles"](pupil.user)
    assert (data["title"], data["stage"], data["published"]) == ("Hari buku", "draft", None)


def test_the_list_costs_the_same_for_one_article_and_for_three(home, client, pupil):
    costs = []
    for titles in (["Satu"], ["Dua", "Tiga"]):
        for title in titles:
            write(client, pupil.user, title=title, send="1")
        client.get(reverse("my_articles"))  # what a process remembers, it remembers
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("my_articles"))
        costs.append(len(queries))
    assert costs[0] == costs[1]


# --- In the CMS --------------------------------------------------------------------------------------------
def test_a_template_begins_an_article_in_the_cms(home, client, editor):
    client.force_login(editor)
    answer = client.post(reverse("begin_in_cms", args=["resensi"]))
    article = ArticlePage.objects.get()
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    begun = [block.block_type for block in article.body]
    assert begun == [block["type"] for block in TEMPLATES["resensi"].blocks()]
    form = client.get(answer.headers["Location"])
    assert form.status_code == 200


def test_those_outside_the_cms_do_not_begin_there(home, client, pupil):
    client.force_login(pupil.user)
    assert client.post(reverse("begin_in_cms", args=["resensi"])).status_code == 403


@pytest.mark.parametrize("name", ["my_articles", "begin_article", "edit_article"])
def test_strangers_sign_in_and_others_are_refused(home, client, name):
    args = {"begin_article": ["liputan"], "edit_article": [ArticleFactory().pk]}.get(name, [])
    url = reverse(name, args=args)
    stranger = client.get(url)
    client.force_login(UserFactory())
    assert (stranger.status_code, client.get(url).status_code) == (302, 403)


def test_the_news_invite_to_write_only_those_whom_the_page_lets_in(home, client):
    doors = {None: True, GrantFactory(editor=True).user: True, GrantFactory(role=Role.PRINCIPAL).user: False}
    for user, invited in doors.items():
        client.logout()
        if user:
            client.force_login(user)
        assert ('href="/tulis/"' in client.get("/berita/").content.decode()) is invited
