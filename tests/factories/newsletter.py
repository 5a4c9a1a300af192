"""Addresses on the newsletter's list, and news to send them."""

import datetime as dt
import itertools

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from newsletter.models import Issue, Pace, Subscriber
from newsletter.services import open_issue, send_issue
from notices.models import Delivery
from pages.models import ArticlePage
from tests.factories.pages import ArticleFactory

_numbers = itertools.count(1)


class SubscriberFactory(DjangoModelFactory):
    """Confirmed, weekly, all news; `waiting` has not confirmed."""

    class Meta:
        model = Subscriber
        skip_postgeneration_save = True

    class Params:
        waiting = factory.Trait(confirmed_at=None)
        paused = factory.Trait(paused_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence(lambda n: f"pembaca{n}@example.org")
    confirmed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def categories(self, create, chosen, **kwargs):
        if chosen:
            self.categories.set(chosen)


def published(days_ago=1, **more) -> ArticlePage:
    """An article that appeared so many days ago."""
    article = ArticleFactory(**more)
    when = timezone.now() - dt.timedelta(days=days_ago)
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=when)
    return ArticlePage.objects.get(pk=article.pk)


def due_issue(pace=Pace.WEEKLY) -> Issue:
    """The open issue, its time come."""
    issue = open_issue(pace)
    Issue.objects.filter(pk=issue.pk).update(due_at=timezone.now() - dt.timedelta(minutes=1))
    return Issue.objects.get(pk=issue.pk)


def sent_issue() -> Issue:
    issue = due_issue()
    send_issue(issue.pace)
    return Issue.objects.get(pk=issue.pk)


def refused_issues(subscriber: Subscriber, times: int) -> None:
    """So many issues in a row that the address refused."""
    for _ in range(times):
        published()
        sent_issue()
        mine = Delivery.objects.filter(notice__kind="newsletter-issue", notice__address=subscriber.email)
        mine.exclude(state="failed").update(state="failed", error="refused", sent_at=None, claimed_at=None)
