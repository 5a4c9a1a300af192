"""What an editor locks in the CMS, nobody else changes or publishes, by whichever way."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.models import ArticlePage
from pages.services import publish_due
from tests.factories.pages import ArticleFactory
from tests.pages.test_editing import admitted, decide, form, public, write


@pytest.fixture
def teacher(home):
    return admitted()


@pytest.fixture
def editor(home):
    return admitted(editor=True)


@pytest.fixture
def locked(home, client, editor):
    """Locked by `editor`, as the switch in the side panel does it."""
    article = ArticleFactory(draft=True, slug="hari-buku", title="Hari buku")
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:lock", args=[article.pk]))
    return article


def change(client, user, article, **fields):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(url, form(title="Judul lain", **fields), follow=True)


def stands(article):
    article.refresh_from_db()
    return article.live, article.get_latest_revision_as_object().title


@pytest.mark.parametrize("action", ["action-save", "action-publish", "action-submit"])
def test_a_page_that_an_editor_locked_is_changed_by_nobody_else(home, client, locked, action):
    answer = change(client, admitted(editor=True), locked, **{action: "1"})
    assert stands(locked) == (False, "Hari buku")
    assert [m.tags for m in answer.context["messages"]] == ["error"]


def test_a_writer_cannot_change_or_unlock_their_own_article_that_an_editor_locked(
    home, client, teacher, locked
):
    ArticlePage.objects.update(owner=teacher)
    change(client, teacher, locked, **{"action-submit": "1"})
    client.post(reverse("wagtailadmin_pages:unlock", args=[locked.pk]))
    assert stands(locked) == (False, "Hari buku")
    assert (locked.locked, locked.current_workflow_state) == (True, None)


def test_who_locked_a_page_works_on_it_and_opens_it_again_for_others(home, client, editor, locked):
    change(client, editor, locked)
    assert stands(locked) == (False, "Judul lain")
    client.post(reverse("wagtailadmin_pages:unlock", args=[locked.pk]))
    change(client, admitted(editor=True), locked, **{"action-publish": "1"})
    assert stands(locked) == (True, "Judul lain")


def publish_from_the_list(client, user, article):
    client.force_login(user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={article.pk}&next=/cms/", {"include_descendants": ""}, follow=True)


def test_a_locked_page_is_not_published_from_the_list_either(home, client, editor, locked):
    answer = publish_from_the_list(client, admitted(editor=True), locked)
    assert stands(locked) == (False, "Hari buku")
    assert [m.tags for m in answer.context["messages"]] == ["error", "lock warning"]
    publish_from_the_list(client, editor, locked)
    assert stands(locked) == (True, "Hari buku")


def test_a_locked_page_that_was_handed_in_waits_for_who_locked_it(home, client, teacher, editor):
    write(client, teacher, **{"action-submit": "1"})
    article = ArticlePage.objects.get()
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:lock", args=[article.pk]))
    decide(client, admitted(editor=True), article, "approve")
    assert not public(client)
    decide(client, editor, article, "approve")
    assert public(client)


def test_a_locked_page_still_appears_at_its_hour(home, client, editor, monkeypatch):
    soon = timezone.localtime() + dt.timedelta(hours=2)
    write(client, editor, go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    ArticlePage.objects.update(locked=True, locked_by=editor, locked_at=timezone.now())
    monkeypatch.setattr(timezone, "now", lambda: soon + dt.timedelta(minutes=1))
    publish_due()
    assert public(client)
