"""Writing for the news without the CMS: keep a draft, hand it in, mend it when it comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from accounts.models import Role, User
from accounts.permissions import scope_of
from audit.services import record
from literasi.reading.queries import pupil_of
from pages import exceptions as broken
from pages.beginnings import Template
from pages.drafting import Draft, blocks_of, taken_apart
from pages.models import ArticleAuthor, ArticlePage, Consent, NewsCategory, NewsIndexPage, Picture
from pages.permissions import STAFF_WRITERS
from pages.queries.writing import may_change

NEW_A_DAY = 5
SAME_SENDING = dt.timedelta(minutes=10)


@transaction.atomic
def write_article(
    writer: User,
    draft: Draft,
    *,
    article: ArticlePage | None = None,
    file: Any = None,
    alternative: str = "",
    with_children: bool = False,
    send: bool = False,
) -> ArticlePage:
    """Keep the draft with its picture and, where asked, hand it in: all of it or nothing."""
    if file:
        picture = add_picture(writer, file=file, alternative=alternative, with_children=with_children)
        draft = replace(draft, picture=picture)
    article = keep_article(writer, draft, article=article)
    if send:
        hand_in_article(article, by=writer)
    return article


@transaction.atomic
def keep_article(writer: User, draft: Draft, *, article: ArticlePage | None = None) -> ArticlePage:
    """A draft of one's own, new or changed. The same new draft sent twice stays one."""
    User.objects.select_for_update().get(pk=writer.pk)
    article = article or _just_sent(writer, draft)
    if article is None:
        return _begin(writer, draft)
    page = _locked(article).get_latest_revision_as_object()
    _fill(page, draft, taken_apart(page).kept)
    page.save_revision(user=writer, clean=False)
    return page


@transaction.atomic
def hand_in_article(article: ArticlePage, *, by: User) -> None:
    """Into the editors' queue: for the first time, or again after it came back."""
    page = _locked(article)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        page.get_workflow().start(page, by)
    record("hand_in_article", page, actor=by)


@transaction.atomic
def begin_in_cms(writer: User, template: Template) -> ArticlePage:
    """A draft that holds the template's headings and hints, for those who write in the CMS."""
    _stay_within_a_day(writer)
    page = ArticlePage(
        title=str(template.name), intro=template.intro, body=_beginning(template), owner=writer, live=False
    )
    return _add(writer, page, template)


def add_picture(writer: User, *, file: Any, alternative: str, with_children: bool) -> Picture:
    """A picture of children waits for the consent that an editor records; a pupil cannot vouch for it."""
    return Picture.objects.create(
        title=alternative[:80],
        file=file,
        description=alternative,
        consent=Consent.MISSING if with_children else Consent.NO_CHILDREN,
        uploaded_by_user=writer,
    )


def _begin(writer: User, draft: Draft) -> ArticlePage:
    _stay_within_a_day(writer)
    page = ArticlePage(title=draft.title, owner=writer, live=False)
    _fill(page, draft, [])
    return _add(writer, page, draft.template)


def _add(writer: User, page: ArticlePage, template: Template) -> ArticlePage:
    page.category = NewsCategory.objects.filter(slug=template.category).first()
    page.authors = [author_of(writer)]
    index = NewsIndexPage.objects.filter(live=True).order_by("path").first()
    if index is None:
        raise broken.NotAWriter
    index.add_child(instance=page)
    page.save_revision(user=writer, clean=False)
    record("begin_article", page, actor=writer)
    return page


def _beginning(template: Template) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in template.blocks()]


def _fill(page: ArticlePage, draft: Draft, kept: list[tuple[str, Any]]) -> None:
    page.title, page.intro, page.search_description = draft.title, draft.intro, draft.intro
    page.body = blocks_of(draft, kept)
    if draft.picture or draft.without_picture:
        page.cover = draft.picture


def author_of(writer: User) -> ArticleAuthor:
    """A pupil by reference and class; staff by name. Raises NotAWriter for everybody else."""
    if pupil := pupil_of(writer):
        room = pupil.classroom
        return ArticleAuthor(user=writer, class_name=(room.name if room else pupil.school.name)[:60])
    if scope_of(writer).has(*STAFF_WRITERS):
        return ArticleAuthor(user=writer, name=writer.name[:80])
    raise broken.NotAWriter


def _stay_within_a_day(writer: User) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    begun = ArticlePage.objects.written_by(writer).filter(latest_revision__created_at__gte=midnight)
    if begun.count() >= NEW_A_DAY and not scope_of(writer).has(Role.EDITOR):
        raise broken.TooManyArticles


def _just_sent(writer: User, draft: Draft) -> ArticlePage | None:
    """The draft of the same title that a second press of the button would write again."""
    sent = Revision.objects.page_revisions().filter(
        user=writer, created_at__gte=timezone.now() - SAME_SENDING
    )
    ids = [int(pk) for pk in sent.values_list("object_id", flat=True)]
    same = ArticlePage.objects.written_by(writer).filter(pk__in=ids, draft_title=draft.title, live=False)
    article = same.order_by("pk").first()
    return article if article and may_change(article) else None


def _locked(article: ArticlePage) -> ArticlePage:
    """Read again under its lock; only a draft or what came back is the writer's to change."""
    Page.objects.select_for_update().get(pk=article.pk)
    page = ArticlePage.objects.get(pk=article.pk)
    if page.live:
        raise broken.ArticleIsPublic
    if not may_change(page):
        raise broken.ArticleWaits
    return page
