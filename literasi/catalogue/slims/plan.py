"""What one import will write: filled by biblio, items and copies, carried out by applying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .library import Book, Library, better
from .records import FIELDS, BiblioRecord

Described = tuple[Sequence[Any], Sequence[str], Iterable[str]]


@dataclass(slots=True)
class CopyDraft:
    """A copy to be written. `place` is a name; None leaves what is stored, as for `mark` and `values`."""

    barcode: str
    book: Book | None
    link: str
    pk: int | None = None
    place: str | None = None
    mark: str | None = None
    values: tuple[Any, ...] | None = None


class Plan:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.author_names: dict[str, str] = {}
        self.subject_names: dict[str, str] = {}
        self.new_books: dict[int, Book] = {}  # by id(), in order
        self.merges: list[tuple[Book, Book]] = []
        self.plain: dict[str, dict[str, Any]] = {}
        # Copies that know only these words may belong elsewhere now: link → text key; text keys.
        self.words: dict[str, str] = {}
        self.texts: set[str] = set()
        self.new_copies: list[CopyDraft] = []
        self.changed_copies: list[CopyDraft] = []
        self.left_bare: dict[int, Book] = {}  # pk of a bare title a copy leaves → where the copy goes
        self.places: set[str] = set()

    def meet(self, authors: Mapping[str, str], subjects: Mapping[str, str]) -> None:
        """Names seen in the file: each is kept in its best spelling, used or not."""
        for names, known in ((authors, self.author_names), (subjects, self.subject_names)):
            for key, name in names.items():
                known[key] = better(known.get(key), name)

    def new_book(self, match_key: str) -> Book:
        book = Book(match_key)
        self.library.by_match[match_key] = book
        self.new_books[id(book)] = book
        return book

    def renew_links(self, text_key: str, description_key: str) -> None:
        """Copies that only know these words must be asked again where they belong."""
        self.texts.add(text_key)
        self.words[f"t:{description_key}"] = text_key

    def merge(self, weaker: Book, stronger: Book) -> None:
        """`weaker` is the same book as `stronger`. A new `stronger` takes over the stored row."""
        library = self.library
        library.remove(weaker)
        if weaker.pk is not None and self.new_books.pop(id(stronger), False):
            stronger.pk = weaker.pk
            stronger.changed = stronger.renamed = True
            if not weaker.is_bare:
                stronger.take(weaker.values, weaker.authors, weaker.subjects)
                stronger.new_authors = True
                stronger.new_subjects -= weaker.subjects
        elif weaker.pk is not None:
            self.merges.append((weaker, stronger))
            if not weaker.is_bare:
                stronger.take(weaker.values, weaker.authors, weaker.subjects)

    # --- Descriptions without ISBN, kept for a title with ISBN that comes later ---------------------

    def plain_of(self, record: BiblioRecord) -> dict[str, Any]:
        return {
            **dict(zip(FIELDS, record.values, strict=True)),
            "authors": list(record.authors),
            "subjects": sorted(record.subjects),
        }

    def as_plain(self, book: Book) -> dict[str, Any]:
        return {
            **dict(zip(FIELDS, book.values, strict=True)),
            "authors": list(book.authors),
            "subjects": sorted(book.subjects),
        }

    def from_plain(self, plain: Mapping[str, Any]) -> Described:
        return [plain[name] for name in FIELDS], tuple(plain["authors"]), plain["subjects"]

    def remember_plain(self, description_key: str, plain: dict[str, Any]) -> None:
        known = self.library.plain.get(description_key)
        if known is not None:
            book = Book(f"t:{description_key}")
            book.take(*self.from_plain(known))
            book.take(*self.from_plain(plain))
            plain = self.as_plain(book)
        if plain != known:
            self.library.plain[description_key] = self.plain[description_key] = plain
