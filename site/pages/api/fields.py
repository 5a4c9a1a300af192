"""How public things are told as JSON. Addresses are absolute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.models import Page

from literasi.catalogue.models import Title
from literasi.catalogue.sharing import image_of
from pages.models import Picture
from pages.models.parts import SitePage
from pages.renditions import FALLBACK
from pages.sharing import share_image_url
from ui.structured import absolute


class Told(Field):
    """What a function says of the whole object."""

    def __init__(self, say: Callable[[Any], Any], **options: Any) -> None:
        self.say = say
        super().__init__(read_only=True, **options)

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, value: Any) -> Any:
        return self.say(value)


def told(name: str, say: Callable[[Any], Any]) -> APIField:
    return APIField(name, serializer=Told(say))


def _intro(page: Page) -> str:
    return page.search_description or getattr(page, "intro", "")


def _date(page: Page) -> str | None:
    day = getattr(page, "date", None)
    return day.isoformat() if day else None


def _category(page: Page) -> dict[str, str] | None:
    category = getattr(page, "category", None)
    return {"slug": category.slug, "name": category.name} if category else None


def _image(page: Page) -> str:
    return share_image_url(page) if isinstance(page, SitePage) else ""


PAGE = [
    told("intro", _intro),
    told("published_on", _date),
    told("news_category", _category),
    told("share_image", _image),
    told("text", lambda page: getattr(page, "text", "")),
]


def _file_of(picture: Picture) -> str:
    made = next((each for each in picture.renditions.all() if each.filter_spec == FALLBACK), None)
    return absolute((made or picture.file).url)


PICTURE = [
    told("alt", lambda picture: picture.description),
    told("credit", lambda picture: picture.credit),
    told("url", _file_of),
]
DOCUMENT = [
    told("title", lambda document: document.title),
    told("kind", lambda document: document.kind),
    told("url", lambda document: absolute(document.url)),
]


def _level(title: Title) -> dict[str, str] | None:
    return {"code": title.level, "name": str(title.get_level_display())} if title.level else None


TITLE = [
    told("authors", lambda title: title.author_names),
    told("subjects", lambda title: [subject.name for subject in title.subjects.all()]),
    told("reading_level", _level),
    told("html_url", lambda title: absolute(title.get_absolute_url())),
    told("image", lambda title: absolute(image_of(title))),
]
