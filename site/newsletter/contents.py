"""What an issue says: read live while it is open, frozen into the row when it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from pages.models import ArticlePage

from .models import Issue
from .sections import Section, SectionLine, sections

MOST_NEWS = 30
# An article that was being published while the last issue went out belongs to the next.
OVERLAP = dt.timedelta(days=1)


@dataclass(frozen=True)
class News:
    """One article; its category by number, so that each receiver gets what they chose."""

    article: int
    title: str
    path: str
    intro: str = ""
    category: int = 0
    category_name: str = ""


@dataclass(frozen=True)
class Contents:
    news: list[News] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def categories(self) -> set[int]:
        return {news.category for news in self.news}

    def chosen(self, categories: Collection[int]) -> Contents:
        """For one receiver; no categories means all of them."""
        if not categories:
            return self
        return replace(self, news=[news for news in self.news if news.category in categories])

    def frozen(self) -> dict[str, Any]:
        return asdict(self)


def thawed(lines: dict[str, Any]) -> Contents:
    return Contents(
        [News(**news) for news in lines.get("news", [])],
        [
            Section(one["heading"], [SectionLine(**line) for line in one["lines"]])
            for one in lines.get("sections", [])
        ],
    )


def of(issue: Issue) -> Contents:
    if issue.sent_at:
        return thawed(issue.lines)
    answers = (answer(timezone.localdate()) for answer in sections.values())
    return Contents(_news(issue), [section for section in answers if section])


def _news(issue: Issue) -> list[News]:
    """Published since the last issue, in the site's language, newest first."""
    articles = ArticlePage.objects.on_show().filter(
        first_published_at__gt=issue.since - OVERLAP, locale__language_code=settings.LANGUAGE_CODE
    )
    articles = articles.exclude(pk__in=_told_before(issue)).newest_first()[:MOST_NEWS]
    return [
        News(
            article.pk,
            article.title,
            article.get_url() or "/",
            article.intro,
            article.category_id or 0,
            article.category.name if article.category else "",
        )
        for article in articles
    ]


def _told_before(issue: Issue) -> list[int]:
    """Of the first issue nothing was told; what is older than its reach is no news either."""
    last = Issue.objects.at_pace(issue.pace).sent().newest_first().first()
    if last:
        return [news.article for news in thawed(last.lines).news]
    older = ArticlePage.objects.filter(
        first_published_at__gt=issue.since - OVERLAP, first_published_at__lte=issue.since
    )
    return list(older.values_list("pk", flat=True))
