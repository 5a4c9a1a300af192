"""What writers and editors are told. Call inside the transaction that changes the article."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import Role, User
from accounts.permissions import scope_of
from notices.registry import ALL, STAFF, NoticeKind
from notices.registry import register as register_kind
from notices.services import tell

from .exceptions import UnfitToPublish
from .models import ArticleAuthor, ArticlePage

PUBLISHED, RETURNED, WAITING, HELD = (
    "article-published",
    "article-returned",
    "article-waiting",
    "publication-held",
)
KINDS = [
    NoticeKind(
        slug=PUBLISHED,
        name=_("An article of yours was published"),
        template="pages/notices/article_published",
        for_whom=ALL,
        digest="day",
    ),
    NoticeKind(
        slug=RETURNED,
        name=_("An article of yours came back"),
        template="pages/notices/article_returned",
        for_whom=ALL,
        digest="day",
    ),
    NoticeKind(
        slug=WAITING,
        name=_("An article waits for an editor"),
        template="pages/notices/article_waiting",
        for_whom=STAFF,
        digest="day",
    ),
    NoticeKind(
        slug=HELD,
        name=_("A scheduled page could not be published"),
        template="pages/notices/publication_held",
        for_whom=STAFF,
    ),
]


def register() -> None:
    for kind in KINDS:
        register_kind(kind)


def writers_of(article: Page) -> list[User]:
    """The accounts it is by: those named, else whoever began it."""
    named = ArticleAuthor.objects.filter(page=article.pk, user__isnull=False).select_related("user")
    return [author.user for author in named] or ([article.owner] if article.owner else [])


def tell_published(article: ArticlePage) -> None:
    """Once an article, not with every correction; nobody is told of what they do themselves."""
    receivers = [writer for writer in writers_of(article) if not scope_of(writer).has(Role.EDITOR)]
    data = {"title": article.title}
    tell(PUBLISHED, receivers, reference=f"article-{article.pk}", data=data, link=article.get_url() or "/")


def tell_returned(state: WorkflowState) -> None:
    article = state.content_object.specific
    if isinstance(article, ArticlePage) and state.current_task_state:
        task: TaskState = state.current_task_state
        tell(
            RETURNED,
            writers_of(article),
            reference=f"article-{article.pk}-{task.pk}",
            data={"title": article.get_latest_revision_as_object().title, "comment": task.comment[:200]},
            link=reverse("my_articles"),
        )


def tell_waiting(state: TaskState) -> None:
    """Those who may approve it, but for the writer."""
    page, task = state.workflow_state.content_object, state.task.specific
    if not isinstance(page, Page) or not hasattr(task, "groups"):
        return
    editors = User.objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
    tell(
        WAITING,
        [editor for editor in editors if editor.pk != state.workflow_state.requested_by_id],
        reference=f"page-{page.pk}-{state.pk}",
        data={"title": state.revision.as_object().title},
        link=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


def tell_held(revision: Revision, unfit: UnfitToPublish) -> None:
    editor = revision.user or unfit.page.owner
    if editor is not None:
        tell(
            HELD,
            [editor],
            reference=f"revision-{revision.pk}",
            data={"title": unfit.page.title, "why": str(unfit)[:280]},
            link=reverse("wagtailadmin_pages:edit", args=[unfit.page.pk]),
        )
