"""Which book a row means: a title of the catalogue where it is clear, else as it is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from literasi.catalogue.models import Title, TitleVariant
from literasi.catalogue.services import among  # noqa: F401 (registers the lookup)
from literasi.catalogue.services.keys import fold, text_key

from ..models import ShelfBook
from ..services.shelf import as_shelf_book, free_key

# Goodreads writes the series behind the title: "The Subtle Knife (His Dark Materials, #2)".
SERIES = re.compile(r"\s*\([^()]*#[^()]*\)\s*$")


class Wanted(NamedTuple):
    """A book as a file describes it."""

    name: str
    author: str = ""
    isbn: str = ""

    @property
    def text_key(self) -> str:
        return text_key(SERIES.sub("", self.name) or self.name)


class Catalogue:
    """The titles that the rows of one file may mean, found in three queries."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        wanted = set(wanted)
        isbns = sorted({book.isbn for book in wanted if book.isbn})
        keys = sorted({book.text_key for book in wanted})
        variants = dict[int, set[str]]()
        for title, key in TitleVariant.objects.filter(text_key__among=keys).values_list("title", "text_key"):
            variants.setdefault(title, set()).add(key)
        titles = Title.objects.with_authors()
        found = {t.pk: t for t in titles.filter(text_key__among=keys)}
        found |= {t.pk: t for t in titles.filter(isbn__among=isbns)}
        found |= {t.pk: t for t in titles.filter(pk__among=sorted(variants.keys() - found.keys()))}
        self.by_isbn = {t.isbn: t for t in found.values() if t.isbn}
        self.by_text: dict[str, list[Title]] = defaultdict(list)
        for pk in sorted(found):
            book = found[pk]
            for key in {book.text_key} | variants.get(pk, set()):
                self.by_text[key].append(book)

    def title_of(self, book: Wanted) -> Title | None:
        if book.isbn and (title := self.by_isbn.get(book.isbn)):
            return title
        alike = self.by_text.get(book.text_key, [])
        if not book.author:
            return alike[0] if len(alike) == 1 else None
        words = set(fold(book.author).split())
        return next((t for t in alike if any(words & set(fold(a).split()) for a in t.author_names)), None)

    def shelf_book(self, reader_id: int, book: Wanted) -> ShelfBook:
        """How it would stand on the reader's shelf; not saved."""
        if title := self.title_of(book):
            found = as_shelf_book(title)
            found.key = f"title:{title.pk}"
        else:
            found = ShelfBook(name=book.name, author=book.author[:200], key=free_key(book.name, book.author))
        found.reader_id = reader_id
        return found
