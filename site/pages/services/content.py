"""Publishing from prepared texts: the demo city, an import."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter
from wagtail.models import Locale, Page

from accounts.models import User
from pages.blocks import RICH_TEXT
from pages.exceptions import UnknownBlock
from pages.languages import in_main_language
from pages.models import (
    ArticleAuthor,
    ArticlePage,
    HomePage,
    NewsCategory,
    NewsIndexPage,
    Pattern,
    StandardPage,
)


@transaction.atomic
def publish_article(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> ArticlePage:
    """Publish one article below the news index; one with its slug is left as it is.

    `data`: slug, title, category (a name), author, intro, pattern, and body as a list of
    {"type": "heading", "text"}, {"type": "paragraph", "html"} or {"type": "quote", "text", "attribution"}.
    `when` is the moment of publication, by default now. Needs `prepare_site()` first.
    """
    index = NewsIndexPage.main()
    if known := ArticlePage.objects.child_of(index).filter(slug=data["slug"]).first():
        return known
    when = when or timezone.now()
    category, _ = NewsCategory.objects.get_or_create(
        slug=slugify(data["category"]), defaults={"name": data["category"]}
    )
    page = ArticlePage(
        **_shared(data),
        category=category,
        date=timezone.localtime(when).date(),
    )
    if data.get("author"):
        page.authors = [ArticleAuthor(name=data["author"])]
    return publish(index, page, when, by)


@transaction.atomic
def publish_page(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> StandardPage:
    """Publish one standard page below the home page; one with its slug is left as it is.

    `data`: slug, title, intro, pattern, show_in_menus, body as in `publish_article`.
    """
    home = HomePage.main()
    if known := StandardPage.objects.child_of(home).filter(slug=data["slug"]).first():
        return known
    page = StandardPage(**_shared(data), show_in_menus=data.get("show_in_menus", False))
    return publish(home, page, when or timezone.now(), by)


@transaction.atomic
def publish_translation(
    data: dict[str, Any], when: dt.datetime | None = None, *, language: str = "en", by: User | None = None
) -> StandardPage:
    """Publish the page `data["of"]` (its slug) in another language; one that is there is left as it is.

    `data` otherwise as in `publish_page`. Needs `prepare_english()` first.
    """
    source = in_main_language(StandardPage.objects.filter(slug=data["of"])).get()
    locale = Locale.objects.get(language_code=language)
    if known := source.get_translation_or_none(locale):
        return known
    page = source.copy_for_translation(locale)
    for name, value in _shared(data).items():
        setattr(page, name, value)
    page.draft_title = page.title
    page.save_revision(user=by).publish(user=by)
    when = when or timezone.now()
    StandardPage.objects.filter(pk=page.pk).update(first_published_at=when, last_published_at=when)
    return page


def _shared(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": data["slug"],
        "title": data["title"],
        "intro": data.get("intro", ""),
        "search_description": data.get("intro", ""),
        "pattern": pattern_named(data.get("pattern", "")),
        "body": stream(data["body"]),
    }


def stream(blocks: list[dict[str, str]]) -> str:
    """Prepared blocks as a page's `body` stores them."""
    return json.dumps([_block(block) for block in blocks])


def as_stored(html: str) -> str:
    """Rich text as the editor's own field would store it: allowed tags only."""
    return EditorHTMLConverter(features=RICH_TEXT).to_database_format(html)


def pattern_named(name: str) -> str:
    """The choice meant by a name written with or without its space."""
    known = {value.replace("_", ""): value for value in Pattern.values}
    return known.get(name.replace("_", "").replace(" ", ""), Pattern.KAWUNG)


def _block(block: dict[str, str]) -> dict[str, Any]:
    match block["type"]:
        case "heading":
            value: Any = block["text"]
        case "paragraph":
            value = as_stored(block["html"])
        case "quote":
            value = {"text": block["text"], "attribution": block.get("attribution", "")}
        case other:
            raise UnknownBlock(other)
    return {"type": block["type"], "value": value}


def publish(parent: Page, page: Any, when: dt.datetime, by: User | None) -> Any:
    page.owner, page.live = by, False
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    type(page).objects.filter(pk=page.pk).update(first_published_at=when, last_published_at=when)
    page.refresh_from_db()
    return page
