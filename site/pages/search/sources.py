"""Who has something to be found. An app adds its own in `apps.ready()`:

    from pages import search
    search.add_source("acara", entries, {"acara": _("Events")})

`entries(keys)` yields an Entry for each of the keys (all, for None) that the public may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from literasi.reading.models import Programme, ReadingList

from .. import happenings
from ..happenings import Kind
from ..models import ArticlePage, HomePage, NewsIndexPage
from ..models.parts import SitePage

Label = str | Promise
Keys = Collection[str] | None


@dataclass(frozen=True)
class Entry:
    key: str
    kind: str
    url: str
    title: str
    intro: str = ""
    text: str = ""
    day: dt.date | None = None
    category: str = ""
    language: str = ""
    group: str = ""


@dataclass(frozen=True)
class Source:
    """`swept`: looked at again and again, because nobody says when something changes."""

    entries: Callable[[Keys], Iterator[Entry]]
    kinds: Mapping[str, Label] = field(default_factory=dict)
    swept: bool = True


sources: dict[str, Source] = {}


def add_source(
    name: str, entries: Callable[[Keys], Iterator[Entry]], kinds: Mapping[str, Label], *, swept: bool = True
) -> None:
    sources[name] = Source(entries, kinds, swept)


def labels() -> dict[str, Label]:
    """Every kind with its name, in the order in which the sources came."""
    return {kind: label for source in sources.values() for kind, label in source.kinds.items()}


# --- Pages ------------------------------------------------------------------------------------------
PAGES = "halaman"
NEWS = "berita"


def pages(keys: Keys) -> Iterator[Entry]:
    """Live pages of every kind of ours, present and coming; home and news index only repeat the others."""
    live = Page.objects.live().filter(depth__gt=1)
    if keys is not None:
        live = live.filter(pk__in=[int(key) for key in keys])
    for page in live.select_related("locale").specific().iterator(chunk_size=100):
        if isinstance(page, SitePage) and not isinstance(page, HomePage | NewsIndexPage):
            yield _entry(page)


def _entry(page: SitePage) -> Entry:
    is_news = isinstance(page, ArticlePage)
    published = page.first_published_at
    category = getattr(page, "category", None)
    return Entry(
        key=str(page.pk),
        kind=NEWS if is_news else PAGES,
        url=page.get_url() or "/",
        title=page.title,
        intro=page.search_description or page.intro,
        text=page.text,
        day=page.date if is_news else timezone.localtime(published).date() if published else None,
        category=category.slug if is_news and category else "",
        language=page.locale.language_code,
        group=str(page.translation_key),
    )


# --- What earlier apps show the public ------------------------------------------------------------------
def programmes(keys: Keys) -> Iterator[Entry]:
    for each in Programme.objects.public().select_related("school"):
        yield Entry(
            key=str(each.pk),
            kind="program",
            url=reverse("programme", args=[each.slug]),
            title=each.name,
            intro=_of_school(each),
            day=each.starts_on,
        )


def reading_lists(keys: Keys) -> Iterator[Entry]:
    for each in ReadingList.objects.public().select_related("school").prefetch_related("items__title"):
        titles = ". ".join(item.title.title for item in each.items.all())
        yield Entry(
            key=str(each.pk),
            kind="daftar",
            url=reverse("reading_list", args=[each.pk]),
            title=each.name,
            intro=_of_school(each),
            text=titles,
            day=timezone.localtime(each.changed_at).date(),
        )


def _of_school(each: Programme | ReadingList) -> str:
    """Two schools may give theirs the same name."""
    return " · ".join(filter(None, [each.school.name if each.school else "", each.purpose]))


def coming_events(keys: Keys) -> Iterator[Entry]:
    """Happenings with an address; programmes are found as such, and a holiday is no event."""
    today = timezone.localdate()
    for each in happenings.between(today - happenings.FAR, today + happenings.FAR):
        if each.kind not in (Kind.HOLIDAY, Kind.PROGRAMME) and each.url and not each.cancelled:
            yield Entry(
                key=each.uid,
                kind="acara",
                url=each.url,
                title=each.title,
                intro=each.summary,
                text=each.place,
                day=each.first_day,
            )


def add_own() -> None:
    add_source("halaman", pages, {NEWS: _("News"), PAGES: _("Pages")}, swept=False)
    add_source("acara", coming_events, {"acara": _("Events")})
    add_source("program", programmes, {"program": _("Reading programmes")})
    add_source("daftar", reading_lists, {"daftar": _("Reading lists")})
