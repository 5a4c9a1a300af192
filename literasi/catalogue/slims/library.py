"""What the catalogue already knows about the books of one file, read in few queries, joined in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from literasi.catalogue.models import Contribution, PlainDescription, Title, TitleVariant
from literasi.catalogue.services import among  # noqa: F401 (registers the lookup)

from .records import FIELDS, ISBN_AT

CHUNK = 20_000


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The values without repetition, in lists short enough for one parameter."""
    found = list(dict.fromkeys(values))
    for start in range(0, len(found), size):
        yield found[start : start + size]


def _weight(value: Any) -> tuple[bool, int, int, Any]:
    if not isinstance(value, str):
        return True, 0, 0, value
    return not value.isupper(), len(value), sum(word[:1].isupper() for word in value.split()), value


def better(one: Any, other: Any) -> Any:
    """Which of two values of a field stays; the order of asking does not matter."""
    if one == other or other in ("", None):
        return one
    if one in ("", None):
        return other
    return max(one, other, key=_weight)


def identity(match_key: str, isbn: str, description_key: str) -> str:
    """The key a stored title answers to, also where a person and not a file entered it."""
    if isbn:
        return f"i:{isbn}"
    return match_key if match_key.startswith("x:") or not description_key else f"t:{description_key}"


class Book:
    """A title as the import sees it: what is stored (if it is) and what the file adds."""

    __slots__ = (
        "authors", "changed", "match_key", "new_authors", "new_subjects", "new_variants", "pk", "renamed",
        "rows", "subjects", "values", "variants",
    )  # fmt: skip

    def __init__(self, match_key: str, pk: int | None = None, values: Sequence[Any] = ()) -> None:
        self.match_key = match_key
        self.pk = pk
        self.values: list[Any] = list(values)
        self.authors: tuple[str, ...] = ()
        self.subjects: set[str] = set()
        self.variants: set[tuple[str, str]] = set()
        self.changed = False
        self.renamed = False  # a stored row got a stronger key
        self.new_authors = False
        self.new_subjects: set[str] = set()
        self.new_variants: set[tuple[str, str]] = set()
        self.rows: list[int] = []

    @property
    def is_bare(self) -> bool:
        return self.match_key.startswith("x:")

    @property
    def has_isbn(self) -> bool:
        return self.match_key.startswith("i:")

    def take(self, values: Sequence[Any], authors: Sequence[str], subjects: Iterable[str]) -> None:
        """Join another description of the same book into this one."""
        if self.values:
            joined = [better(ours, theirs) for ours, theirs in zip(self.values, values, strict=True)]
        else:
            joined = list(values)
        joined[ISBN_AT] = self.match_key[2:] if self.has_isbn else joined[ISBN_AT]
        if joined != self.values:
            self.values, self.changed = joined, True
        authors = tuple(authors)
        if (len(authors), authors) > (len(self.authors), self.authors):
            self.authors, self.new_authors = authors, True
        if added := set(subjects) - self.subjects:
            self.subjects |= added
            self.new_subjects |= added

    def called(self, text_key: str, description_key: str) -> None:
        """Remember a wording under which a file describes this book."""
        if (variant := (text_key, description_key)) not in self.variants:
            self.variants.add(variant)
            self.new_variants.add(variant)

    @property
    def differs(self) -> bool:
        """Something a reader can see is new."""
        return self.changed or self.new_authors or bool(self.new_subjects)


class Library:
    """The books a file may meet, by ISBN and by text."""

    def __init__(self) -> None:
        self.by_pk: dict[int, Book] = {}
        self.by_match: dict[str, Book] = {}
        self.by_text: dict[str, list[Book]] = defaultdict(list)
        self.plain: dict[str, dict[str, Any]] = {}
        self.stored: dict[str, list[int]] = defaultdict(list)  # text key → ids, as they were found

    def load(self, isbns: Iterable[str], texts: Iterable[str], descriptions: Iterable[str] = ()) -> None:
        """`texts` and `descriptions` are keys. Fixed number of queries for every 5,000 of them."""
        wanted: set[int] = set()
        for part in chunks(isbns):
            wanted.update(Title.objects.filter(isbn__among=part).values_list("pk", flat=True))
        for part in chunks(texts):
            wanted.update(Title.objects.filter(text_key__among=part).values_list("pk", flat=True))
            variants = TitleVariant.objects.filter(text_key__among=part)
            wanted.update(variants.values_list("title_id", flat=True))
        for part in chunks(sorted(wanted)):
            self._read(part)
        for part in chunks(descriptions):
            self.plain.update(
                PlainDescription.objects.filter(description_key__among=part).values_list(
                    "description_key", "values"
                )
            )

    def _read(self, pks: list[int]) -> None:
        columns = ("pk", "match_key", "text_key", "description_key", *FIELDS)
        for pk, match_key, text, description, *values in Title.objects.filter(pk__in=pks).values_list(
            *columns
        ):
            book = Book(identity(match_key, values[ISBN_AT], description), pk, values)
            book.variants.add((text, description))
            self.by_pk[pk] = book
        variants = TitleVariant.objects.filter(title__in=pks)
        for pk, text, description in variants.values_list("title_id", "text_key", "description_key"):
            self.by_pk[pk].variants.add((text, description))
        authors: dict[int, list[str]] = defaultdict(list)
        named = Contribution.objects.filter(title__in=pks).order_by("title_id", "position", "pk")
        for pk, key in named.values_list("title_id", "author__key"):
            authors[pk].append(key)
        for pk, keys in authors.items():
            self.by_pk[pk].authors = tuple(keys)
        subjects = Title.subjects.through.objects.filter(title__in=pks)
        for pk, key in subjects.values_list("title_id", "subject__key"):
            self.by_pk[pk].subjects.add(key)
        for pk in pks:
            self.shelve(self.by_pk[pk])
            for text in {text for text, _description in self.by_pk[pk].variants}:
                self.stored[text].append(pk)

    def shelve(self, book: Book) -> None:
        """Make a book findable by its keys."""
        self.by_match[book.match_key] = book
        for text in {text for text, _description in book.variants}:
            if book not in self.by_text[text]:
                self.by_text[text].append(book)

    def remove(self, book: Book) -> None:
        self.by_match.pop(book.match_key, None)
        for text in {text for text, _description in book.variants}:
            self.by_text[text] = [other for other in self.by_text[text] if other is not book]

    def with_isbn(self, text_key: str, description_key: str) -> list[Book]:
        """Titles with an ISBN that some file describes in exactly these words, first by key first."""
        found = self.by_text.get(text_key, ())
        return sorted(
            (book for book in found if book.has_isbn and (text_key, description_key) in book.variants),
            key=lambda book: book.match_key,
        )

    def described(self, text_key: str, description_key: str) -> Book | None:
        """Where a row without ISBN belongs."""
        if books := self.with_isbn(text_key, description_key):
            return books[0]
        return self.by_match.get(f"t:{description_key}")

    def of_text(self, text_key: str) -> list[Book]:
        """Titles of this text that some biblio row described, first by key first."""
        books = (book for book in self.by_text.get(text_key, ()) if not book.is_bare)
        return sorted(books, key=lambda book: book.match_key)

    def bare(self, text_key: str) -> list[Book]:
        """Titles that were only made for item rows of this text."""
        return [book for book in self.by_text.get(text_key, ()) if book.is_bare]
