"""A writer's own articles and where each of them is on its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy
from wagtail.models import WorkflowState

from accounts.models import User
from pages.models import ArticlePage
from pages.models.news import ArticleQuerySet


class Stage(TextChoices):
    DRAFT = "draft", pgettext_lazy("article", "draft")
    WAITING = "waiting", pgettext_lazy("article", "waits for the editor")
    RETURNED = "returned", pgettext_lazy("article", "came back")
    PUBLISHED = "published", pgettext_lazy("article", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("article", "no longer public")


STAGES = {
    WorkflowState.STATUS_IN_PROGRESS: Stage.WAITING,
    WorkflowState.STATUS_NEEDS_CHANGES: Stage.RETURNED,
}


@dataclass(frozen=True)
class OwnArticle:
    """One article on the writer's list; `comment` is what the editor wrote when it came back."""

    article: ArticlePage
    stage: Stage
    comment: str = ""

    @property
    def may_change(self) -> bool:
        return self.stage in (Stage.DRAFT, Stage.RETURNED)


def own_articles(writer: User) -> ArticleQuerySet:
    """Everything the person wrote, in whatever stage, newest first."""
    mine = ArticlePage.objects.written_by(writer).select_related("category")
    return mine.defer_streamfields().order_by("-latest_revision_created_at", "-pk")


def with_stages(articles: Iterable[ArticlePage]) -> list[OwnArticle]:
    """One query for any number."""
    articles = list(articles)
    states = WorkflowState.objects.filter(
        object_id__in=[str(article.pk) for article in articles],
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        status__in=STAGES,
    )
    now = {int(s.object_id): s for s in states.select_related("current_task_state").order_by("created_at")}
    return [_staged(article, now.get(article.pk)) for article in articles]


def _staged(article: ArticlePage, state: WorkflowState | None) -> OwnArticle:
    if state is not None:
        stage = STAGES[state.status]
        comment = state.current_task_state.comment if state.current_task_state else ""
        return OwnArticle(article, stage, comment if stage == Stage.RETURNED else "")
    if article.live:
        return OwnArticle(article, Stage.PUBLISHED)
    return OwnArticle(article, Stage.WITHDRAWN if article.first_published_at else Stage.DRAFT)


def may_change(article: ArticlePage) -> bool:
    return with_stages([article])[0].may_change
