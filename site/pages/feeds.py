"""RSS of the news, whole or one category."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import ArticlePage, NewsCategory, NewsIndexPage

ITEMS = 20


class NewsFeed(Feed):
    language = "id"

    def __init__(self, index: NewsIndexPage, category: NewsCategory | None = None) -> None:
        self.index, self.category = index, category

    def title(self) -> str:
        name = self.category.name if self.category else self.index.title
        return f"{name} · {settings.WAGTAIL_SITE_NAME}"

    def link(self) -> str:
        route = ("category", [self.category.slug]) if self.category else ("all_articles", [])
        return self.index.full_url + self.index.reverse_subpage(*route)

    def feed_url(self) -> str:
        if self.category:
            return reverse("news_category_feed", args=[self.category.slug])
        return reverse("news_feed")

    def description(self) -> str:
        return self.index.intro or _("News of our schools and libraries.")

    def items(self) -> list[ArticlePage]:
        articles = self.index.articles()
        if self.category:
            articles = articles.in_category(self.category)
        return list(articles[:ITEMS])

    def item_title(self, item: Any) -> str:
        return item.title

    def item_link(self, item: Any) -> str:
        return item.full_url

    def item_description(self, item: Any) -> str:
        return item.intro

    def item_pubdate(self, item: Any) -> Any:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.last_published_at

    def item_author_name(self, item: Any) -> str:
        return item.byline

    def item_categories(self, item: Any) -> list[str]:
        return [item.category.name] if item.category else []
