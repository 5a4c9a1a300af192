"""RSS and Atom of the news, whole or one category. A summary each, with the article's picture."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _

from ui.branding import site_name

from .models import ArticlePage, NewsCategory, NewsIndexPage
from .models.pictures import with_renditions
from .sharing import share_picture, size_of

ITEMS = 20


def feed_address(name: str, category: NewsCategory | None = None) -> str:
    """`name`: rss or atom."""
    kind = {"rss": "feed", "atom": "atom"}[name]
    if category:
        return reverse(f"news_category_{kind}", args=[category.slug])
    return reverse(f"news_{kind}")


class NewsFeed(Feed):
    """RSS 2.0."""

    name = "rss"
    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = False

    def __init__(self, index: NewsIndexPage, category: NewsCategory | None = None) -> None:
        self.index, self.category = index, category

    def title(self) -> str:
        name = self.category.name if self.category else self.index.title
        return f"{name} · {site_name()}"

    def link(self) -> str:
        route = ("category", [self.category.slug]) if self.category else ("all_articles", [])
        return self.index.full_url + self.index.reverse_subpage(*route)

    def feed_url(self) -> str:
        return settings.SITE_BASE_URL + feed_address(self.name, self.category)

    def feed_guid(self) -> str:
        return self.feed_url()

    def description(self) -> str:
        return self.index.intro or _("News of our schools and libraries.")

    def items(self) -> list[ArticlePage]:
        articles = self.index.articles()
        if self.category:
            articles = articles.in_category(self.category)
        found = list(articles[:ITEMS])
        with_renditions(article.cover for article in found if article.cover)
        return found

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

    def item_guid(self, item: Any) -> str:
        """The same under another title, slug or domain of the site: readers show an article once."""
        return uuid5(item.translation_key, str(item.locale_id)).urn

    def item_enclosures(self, item: Any) -> list[Enclosure]:
        """Its picture, where it has been made: a feed must say how large a file is."""
        picture = share_picture(item)
        if (length := size_of(picture.url)) is None:
            return []
        kind = "image/jpeg" if picture.url.endswith(".jpg") else "image/png"
        return [Enclosure(picture.url, str(length), kind)]

    def item_categories(self, item: Any) -> list[str]:
        return [item.category.name] if item.category else []


class AtomNews(NewsFeed):
    """Atom 1.0."""

    name = "atom"
    feed_type = Atom1Feed

    def subtitle(self) -> str:
        return self.description()

    def author_name(self) -> str:
        """Asked for where an article names nobody."""
        return site_name()


FEEDS = {"rss": NewsFeed, "atom": AtomNews}
