"""News: categories, the index, and articles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Value, When
from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.contrib.routable_page.models import path as below
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail.url_routing import RouteResult

from accounts.models import User
from pages.blocks import BodyBlock
from pages.languages import in_language_of, in_main_language, speaks_main_language
from ui import keeping

from .authors import ArticleAuthor, byline_of
from .parts import SitePage
from .pictures import Picture, with_renditions

PER_PAGE = 12
WORDS_A_MINUTE = 180  # a comfortable pace for Indonesian on a phone


@register_snippet
class NewsCategory(models.Model):
    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(PageQuerySet):
    def on_show(self) -> ArticleQuerySet:
        """Published, with what a card needs. (Our pages cannot be private: see SitePage.)"""
        return self.live().select_related("category", "cover").with_authors().defer_streamfields()

    def with_authors(self) -> ArticleQuerySet:
        return self.prefetch_related(Prefetch("authors", ArticleAuthor.objects.select_related("user")))

    def written_by(self, user: User) -> ArticleQuerySet:
        return self.filter(Exists(ArticleAuthor.objects.filter(page=OuterRef("pk"), user=user)))

    def in_category(self, category: NewsCategory) -> ArticleQuerySet:
        return self.filter(category=category)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-date", "-first_published_at", "-pk")

    def like(self, article: ArticlePage) -> ArticleQuerySet:
        """Others, those of the same category first."""
        same = Case(
            When(category=article.category_id, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        others = self.filter(locale_id=article.locale_id).exclude(pk=article.pk)
        return others.order_by(same, "-date", "-pk")


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


class NewsIndexPage(RoutablePageMixin, SitePage):
    """`/berita/`: all articles, by category, and as a feed."""

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("pattern")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ArticlePage"]
    max_count = 1

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @classmethod
    def main(cls) -> NewsIndexPage:
        """The one in the main language."""
        return in_main_language(cls.objects.all()).get()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keeping.for_strangers(request, super().serve(request, *args, **kwargs))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """An article comes with its category and cover in one query, where Wagtail's way takes four."""
        if len(path_components) == 1:
            found = ArticlePage.objects.child_of(self).select_related("category", "cover").with_authors()
            if (article := found.filter(slug=path_components[0], live=True).first()) is not None:
                article.news_index = self
                return RouteResult(article)
        return super().route(request, path_components)

    def articles(self) -> ArticleQuerySet:
        """Those below this index; a language without news of its own shows the main language's."""
        own = ArticlePage.objects.child_of(self).on_show()
        if speaks_main_language(self) or own.exists():
            return own.newest_first()
        return in_main_language(ArticlePage.objects.on_show()).newest_first()

    @below("")
    def all_articles(self, request: HttpRequest) -> HttpResponse:
        return self.listing(request, self.articles())

    @below("kategori/<slug:slug>/", name="category")
    def of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        category = get_object_or_404(NewsCategory, slug=slug)
        return self.listing(request, self.articles().in_category(category), category)

    def listing(
        self, request: HttpRequest, articles: ArticleQuerySet, category: NewsCategory | None = None
    ) -> HttpResponse:
        from pages.permissions import may_be_asked_to_write

        page = Paginator(articles, PER_PAGE).get_page(request.GET.get("halaman"))
        page.object_list = list(page.object_list)
        with_renditions(article.cover for article in page if article.cover)
        context = {
            "articles": page,
            "category": category,
            "may_write": may_be_asked_to_write(request.user),
            "categories": NewsCategory.objects.filter(articles__live=True).distinct(),
        }
        return self.render(request, context_overrides=context)


class ArticlePage(SitePage):
    """`/berita/<slug>/`."""

    date = models.DateField(_("date"), default=timezone.localdate)
    category = models.ForeignKey(
        NewsCategory, models.PROTECT, null=True, related_name="articles", verbose_name=_("category")
    )
    cover = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
        help_text=_("Without one, a cover is drawn from the batik pattern."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    objects = ArticleManager()

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("category", widget=Select), FieldPanel("date")]),
        InlinePanel("authors", label=_("author"), heading=_("Authors"), max_num=6),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("pattern")], heading=_("Cover")),
        FieldPanel("body"),
    ]
    search_fields = [*SitePage.search_fields, index.FilterField("date"), index.FilterField("category")]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @cached_property
    def news_index(self) -> NewsIndexPage:
        return self.get_parent().specific

    @property
    def byline(self) -> str:
        """Who wrote it, as the public reads it."""
        return byline_of(self.authors.all())

    @cached_property
    def reading_minutes(self) -> int:
        return max(1, round(len(self.text.split()) / WORDS_A_MINUTE))

    def related(self, how_many: int = 3) -> list[ArticlePage]:
        """Live articles to read next; their covers come with renditions."""
        found = list(ArticlePage.objects.on_show().like(self)[:how_many])
        with_renditions(article.cover for article in found if article.cover)
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages import structured

        return {
            **super().get_context(request, *args, **kwargs),
            "index": self.news_index,
            "related": self.related(),
            "base_url": settings.SITE_BASE_URL,
            "structured": structured.article(self),
        }


def latest_news(page: Page | None, number: int) -> tuple[list[ArticlePage], NewsIndexPage | None]:
    """The newest articles in the page's language with their covers, and where all of them are."""
    articles, indexes = ArticlePage.objects.on_show(), NewsIndexPage.objects.live()
    if page is not None:
        articles, indexes = in_language_of(page, articles), in_language_of(page, indexes)
    newest = list(articles.newest_first()[:number])
    with_renditions(article.cover for article in newest if article.cover)
    return newest, indexes.first()
