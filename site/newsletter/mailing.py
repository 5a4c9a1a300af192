"""The two kinds of messages, as the outbox of `notices` sends them to addresses on our list."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from notices.registry import EMAIL, NoticeKind
from notices.registry import register as register_kind
from ui.branding import site_name

from . import contents
from .models import Issue, Subscriber

LINK, ISSUE = "newsletter-link", "newsletter-issue"
LINK_HTML, ISSUE_HTML = "newsletter/link/body.html", "newsletter/issue/body.html"


def subscriber_of(notice: Notice) -> Subscriber | None:
    return Subscriber.objects.filter(email=notice.address).first()


class _OurList:
    """What `notices` asks of a mailing list; see notices.registry.MailingList."""

    def wants(self, notice: Notice) -> bool:
        return subscriber_of(notice) is not None

    def words(self, notice: Notice) -> dict[str, Any]:
        subscriber = subscriber_of(notice)
        return {"subscriber": subscriber, "base_url": settings.SITE_BASE_URL}

    def leave_path(self, notice: Notice) -> str:
        return self._path("unsubscribe_newsletter", notice)

    def choose_path(self, notice: Notice) -> str:
        return self._path("subscription", notice)

    def _path(self, name: str, notice: Notice) -> str:
        subscriber = subscriber_of(notice)
        return reverse(name, args=[subscriber.token]) if subscriber else reverse("subscribe")


class _Receivers(_OurList):
    """Of an issue: it goes to those who still get it when it leaves, with what they chose."""

    def wants(self, notice: Notice) -> bool:
        subscriber = Subscriber.objects.active().filter(email=notice.address).first()
        return subscriber is not None and bool(_contents(notice, subscriber).news)

    def words(self, notice: Notice) -> dict[str, Any]:
        issue = Issue.objects.get(pk=notice.data["issue"])
        return super().words(notice) | issue_words(issue, _contents(notice, subscriber_of(notice)))


def _contents(notice: Notice, subscriber: Subscriber | None) -> contents.Contents:
    """What the receiver chose by now; they may have changed it since the issue was addressed."""
    chosen = list(subscriber.categories.values_list("pk", flat=True)) if subscriber else []
    return contents.of(Issue.objects.get(pk=notice.data["issue"])).chosen(chosen)


def issue_words(issue: Issue, found: contents.Contents) -> dict[str, Any]:
    """For one receiver, or for the editor's preview."""
    return {
        "introduction": issue.introduction,
        "pace": issue.pace,
        "contents": found,
        "base_url": settings.SITE_BASE_URL,
        "site": site_name(),
    }


def register() -> None:
    register_kind(
        NoticeKind(
            slug=LINK,
            name=_("Link to a subscription"),
            template="newsletter/link",
            html=LINK_HTML,
            channels=(EMAIL,),
            urgent=True,
            mailing=_OurList(),
        )
    )
    register_kind(
        NoticeKind(
            slug=ISSUE,
            name=_("Newsletter"),
            template="newsletter/issue",
            html=ISSUE_HTML,
            channels=(EMAIL,),
            mailing=_Receivers(),
        )
    )
