"""The verbs of pages: laying the tree, letting people in, publishing."""

import datetime as dt
import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site, Workflow, WorkflowPage

from accounts.models import Role
from pages import tasks
from pages.exceptions import UnknownBlock
from pages.models import ArticlePage, HomePage, NewsCategory, NewsIndexPage, Rendition, StandardPage
from pages.renditions import SPECS
from pages.services import admit, point_site_at, prepare_site, publish_article, publish_due, publish_page
from pages.services.cms import EDITORS, MANAGERS, WRITERS
from tests.factories.accounts import GrantFactory
from tests.factories.pages import ArticleFactory, PictureFactory

TEXT = {
    "slug": "hari-buku",
    "title": "Hari buku",
    "category": "Kegiatan",
    "author": "Tim Perpustakaan",
    "intro": "Kami membaca seharian.",
    "pattern": "megamendung",
    "body": [
        {"type": "heading", "text": "Pagi"},
        {"type": "paragraph", "html": "<p>Membaca <b>nyaring</b>.</p><script>alert(1)</script>"},
        {"type": "quote", "text": "Lagi!", "attribution": "A. B., 4A"},
    ],
}


def snapshot():
    return [
        sorted(model.objects.values_list("pk", flat=True))
        for model in (Page, Site, Group, Workflow, WorkflowPage, NewsCategory)
    ]


def test_a_fresh_installation_has_a_home_page_and_a_news_page(home, client):
    assert [page.specific_class for page in Page.objects.order_by("path")] == [Page, HomePage, NewsIndexPage]
    assert [client.get(path).status_code for path in ("/", "/berita/")] == [200, 200]


def test_preparing_the_site_again_changes_nothing(home):
    call_command("prepare_site", stdout=io.StringIO())
    before = snapshot()
    HomePage.objects.update(headline="Judul dari penyunting")
    call_command("prepare_site", stdout=io.StringIO())
    assert snapshot() == before
    assert {page.headline for page in HomePage.objects.all()} == {"Judul dari penyunting"}


def test_the_site_follows_its_address(home, settings):
    settings.SITE_BASE_URL = "https://baca.contoh.id"
    prepare_site()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page_id) == ("baca.contoh.id", 443, home.pk)


def test_links_lead_to_the_port_the_demo_answers_on(home):
    point_site_at("http://127.0.0.1:8123")
    assert HomePage.main().full_url == "http://127.0.0.1:8123/"


def groups(user):
    return sorted(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({}, [WRITERS]),
        ({"librarian": True}, [WRITERS]),
        ({"editor": True}, [EDITORS]),
        ({"city": True}, [MANAGERS]),
        ({"school_admin": True}, []),
        ({"role": Role.JUDGE}, []),
    ],
)
def test_a_role_opens_the_cms(home, traits, expected):
    user = GrantFactory(**traits).user
    admit(user)
    assert groups(user) == expected


def test_a_revoked_role_closes_the_cms(home):
    grant = GrantFactory(editor=True)
    admit(grant.user)
    grant.delete()
    admit(grant.user)
    assert groups(grant.user) == []


def test_preparing_the_site_lets_in_everybody_who_has_a_role(db):
    editor, teacher = GrantFactory(editor=True).user, GrantFactory().user
    prepare_site()
    assert (groups(editor), groups(teacher)) == ([EDITORS], [WRITERS])


def test_an_article_is_published_from_a_prepared_text(home):
    when = timezone.now() - dt.timedelta(days=9)
    article = publish_article(TEXT, when)
    assert (article.live, article.date, article.first_published_at) == (
        True,
        timezone.localtime(when).date(),
        when,
    )
    assert (article.category.name, article.pattern) == ("Kegiatan", "mega_mendung")
    assert [block.block_type for block in article.body] == ["heading", "paragraph", "quote"]
    assert "script" not in str(article.body[1].value)


def test_publishing_the_same_text_again_changes_nothing(home):
    first, again = publish_article(TEXT), publish_article({**TEXT, "title": "Lain"})
    assert (again.pk, again.title) == (first.pk, "Hari buku")


def test_a_standard_page_is_published_from_a_prepared_text(home, client):
    page = publish_page({**TEXT, "slug": "tentang-kami", "show_in_menus": True})
    assert StandardPage.objects.in_menu().get() == page
    assert client.get("/tentang-kami/").status_code == 200


def test_a_text_with_an_unknown_block_publishes_nothing(home):
    with pytest.raises(UnknownBlock):
        publish_article({**TEXT, "body": [{"type": "marquee", "text": "!"}]})
    assert ArticlePage.objects.count() == 0


# --- Schedules --------------------------------------------------------------------------------------
def scheduled(minutes: int, **fields):
    """An article that its editor told to appear `minutes` from now."""
    article = ArticleFactory(draft=True, **fields)
    article.go_live_at = timezone.now() + dt.timedelta(minutes=minutes)
    article.save_revision().publish()
    return article


def live(article):
    return ArticlePage.objects.get(pk=article.pk).live


@pytest.fixture
def in_minutes(monkeypatch):
    start = timezone.now()
    return lambda minutes: monkeypatch.setattr(timezone, "now", lambda: start + dt.timedelta(minutes=minutes))


def test_a_scheduled_article_appears_at_its_time_and_not_before(home, in_minutes):
    article = scheduled(10)
    assert (publish_due().published, live(article)) == (0, False)
    in_minutes(11)
    assert (publish_due().published, live(article)) == (1, True)
    assert publish_due().published == 0


def test_an_article_disappears_when_it_expires(home):
    article = ArticleFactory()
    ArticlePage.objects.update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert (publish_due().expired, live(article)) == (1, False)


def test_one_page_that_cannot_be_published_does_not_hold_up_the_others(home, in_minutes):
    broken, fine = scheduled(5), scheduled(6)
    revision = broken.get_latest_revision()
    revision.content["title"] = None
    revision.save()
    in_minutes(10)
    done = publish_due()
    assert (done.published, done.failed) == (1, 1)
    assert (live(broken), live(fine)) == (False, True)


def test_the_worker_publishes_what_fell_due_while_it_was_dead(home, in_minutes):
    article = scheduled(1)
    in_minutes(2 * 24 * 60)
    tasks.publish_what_is_due.call_local()
    assert live(article)


# --- Pictures ---------------------------------------------------------------------------------------
def test_publishing_makes_the_renditions_of_cover_and_text(home, django_capture_on_commit_callbacks):
    cover, inside = PictureFactory(), PictureFactory()
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(cover=cover, body=[("picture", {"image": inside, "alt": "", "caption": ""})])
    made = Rendition.objects.filter(filter_spec__in=SPECS)
    assert made.filter(image=cover).count() == made.filter(image=inside).count() == len(SPECS)


def test_the_sweep_finishes_the_renditions_of_a_killed_worker(home):
    picture = PictureFactory()
    picture.get_rendition(SPECS[0])
    tasks.sweep_renditions.call_local()
    assert picture.renditions.count() == len(SPECS)
