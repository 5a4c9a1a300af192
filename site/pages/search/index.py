"""Writing the index of the site's search."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from wagtail.models import Page

from literasi.catalogue.search.words import stem, words

from ..models import HomePage, NewsIndexPage, SearchEntry
from . import sources
from .sources import PAGES, Entry

MOST_WORDS = 5_000  # of a page; what comes after nobody searches for
MOST_TEXT = 20_000  # letters kept to quote from
FIELDS = ["kind", "url", "title", "intro", "text", "day", "category", "language", "group"]
WORDS = ["title_words", "words"]


def refresh(name: str, keys: Collection[str] | None = None) -> int:
    """Bring what a source has to say about these keys (all, for None) up to date; returns how many."""
    rows = [_row(name, entry) for entry in sources.sources[name].entries(keys)]
    kept = {row.key for row in rows}
    with transaction.atomic():
        old = SearchEntry.objects.filter(source=name)
        if keys is not None:
            old = old.filter(key__in=keys)
        gone = [pk for pk, key in old.values_list("pk", "key") if key not in kept]
        SearchEntry.objects.filter(pk__in=gone).delete()
        SearchEntry.objects.bulk_create(
            sorted(rows, key=lambda row: row.key),  # everybody in one order: nobody waits for each other
            update_conflicts=True,
            unique_fields=["source", "key"],
            update_fields=FIELDS + WORDS,
            batch_size=200,
        )
    return len(rows)


def sweep() -> None:
    """What announces no change is written again; pages only where one is missing or too many."""
    for name, source in sources.sources.items():
        if source.swept:
            refresh(name)
    live = {
        str(pk)
        for pk in Page.objects.live()
        .not_type(HomePage, NewsIndexPage)
        .filter(depth__gt=1)
        .values_list("pk", flat=True)
    }
    known = set(SearchEntry.objects.filter(source=PAGES).values_list("key", flat=True))
    if different := live ^ known:
        refresh(PAGES, different)


def rebuild() -> int:
    return sum(refresh(name) for name in sources.sources)


def refresh_below(page: Page) -> None:
    """A page and all below it: its address has changed, and theirs with it."""
    below = Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    refresh(PAGES, [str(pk) for pk in below])


def _row(name: str, entry: Entry) -> SearchEntry:
    title = indexed(entry.title)
    rest = indexed(f"{entry.intro} {entry.text} {entry.category}")
    return SearchEntry(
        source=name,
        key=entry.key[:100],
        **{field: getattr(entry, field) for field in FIELDS} | {"text": entry.text[:MOST_TEXT]},
        title_words=title,
        words=f"{title}{rest.lstrip()}",
    )


def indexed(text: str) -> str:
    """Each word and its root, between spaces, once."""
    written = words(text)[:MOST_WORDS]
    forms = dict.fromkeys(form for word in written for form in (word, stem(word)))
    return f" {' '.join(forms)} "
