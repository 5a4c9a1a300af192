"""From words to matching titles, in the dialect of either database.

A query is a list of groups: every group must match (`any_group`: one must), a group matches when one
of its words does. Words come folded (search.words), letters and digits only, so quoting them is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from stdnum import isbn as isbn_number

from ..models import Title
from .words import stem, words

MAX_TEXT = 300
MAX_WORDS = 12
MIN_PREFIX = 3
# title, authors, subjects, the rest; PostgreSQL names its weights backwards.
SQLITE_RANK = "bm25(catalogue_titlefts, 12.0, 6.0, 3.0, 1.0)"
POSTGRESQL_RANK = "-ts_rank('{0.08, 0.25, 0.5, 1.0}', catalogue_titleindex.vector, %s::tsquery, 1)"
_ISBN_LIKE = re.compile(r"[0-9]{9}[0-9Xx]|[0-9]{13}")


@dataclass(frozen=True)
class Match:
    """What must stand in a title. `prefix`: the words of the last group may be unfinished."""

    groups: tuple[tuple[str, ...], ...]
    prefix: bool = False
    any_group: bool = False

    @classmethod
    def of(cls, words: Iterable[str], *, prefix: bool = False, any_group: bool = False) -> Match:
        """Each word or its root."""
        return cls(tuple((word, stem(word)) for word in words), prefix, any_group)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def ids(self) -> RawSQL:
        """For `pk__in`: the titles that match."""
        if connection.vendor == "sqlite":
            table, condition, asked = "catalogue_titlefts", "catalogue_titlefts MATCH %s", self._as_fts5()
            return RawSQL(f"SELECT rowid FROM {table} WHERE {condition}", [asked])  # noqa: S608, S611
        table, condition = "catalogue_titleindex", "vector @@ %s::tsquery"
        return RawSQL(f"SELECT title_id FROM {table} WHERE {condition}", [self._as_tsquery()])  # noqa: S608, S611

    def ranked(self, titles: QuerySet[Title]) -> QuerySet[Title]:
        """Titles that match, best first. A join, because bm25() works in no other place."""
        if connection.vendor == "sqlite":
            joined = titles.extra(  # noqa: S610
                tables=["catalogue_titlefts"],
                where=["catalogue_titlefts.rowid = catalogue_title.id", "catalogue_titlefts MATCH %s"],
                params=[self._as_fts5()],
                select={"rank": SQLITE_RANK},
            )
        else:
            joined = titles.extra(  # noqa: S610
                tables=["catalogue_titleindex"],
                where=["catalogue_titleindex.title_id = catalogue_title.id"],
                select={"rank": POSTGRESQL_RANK},
                select_params=[self._as_tsquery()],
            )
        return joined.order_by("rank", "pk")

    def _as_fts5(self) -> str:
        return self._written(quote='"', unfinished="*", either=" OR ", both=" AND ")

    def _as_tsquery(self) -> str:
        return self._written(quote="'", unfinished=":*", either=" | ", both=" & ")

    def _written(self, *, quote: str, unfinished: str, either: str, both: str) -> str:
        written = []
        for at, group in enumerate(self.groups):
            last = self.prefix and at == len(self.groups) - 1
            parts = [
                f"{quote}{word}{quote}{unfinished if last and len(word) >= MIN_PREFIX else ''}"
                for word in dict.fromkeys(group)
            ]
            written.append(f"({either.join(parts)})")
        return (either if self.any_group else both).join(written)


def words_of(text: str) -> tuple[str, ...]:
    """The distinct words of what was typed; what is longer than anybody types is cut off."""
    return tuple(dict.fromkeys(words(text[:MAX_TEXT])))[:MAX_WORDS]


def isbn_of(text: str) -> str:
    """13 digits if this is a valid ISBN-10 or -13, with or without hyphens; else nothing."""
    compact = re.sub(r"[\s\-‐‑–]", "", text[:MAX_TEXT])
    if _ISBN_LIKE.fullmatch(compact) and isbn_number.is_valid(compact):
        return isbn_number.to_isbn13(compact)
    return ""


def looks_like_isbn(text: str) -> bool:
    """The length of an ISBN, whatever its check digit says."""
    return bool(_ISBN_LIKE.fullmatch(re.sub(r"[\s\-‐‑–]", "", text[:MAX_TEXT])))
