"""Indonesian words for the search index.

Pages are indexed and asked for by the same roots as the catalogue, so that both databases find the
same pages: on SQLite nothing else stems; PostgreSQL's own Indonesian rules then meet roots only.
"""

from __future__ import annotations

from literasi.catalogue.search.words import stem, words


def stemmed(text: str) -> str:
    """The text's words, folded and cut to their roots."""
    return " ".join(stem(word) for word in words(text))
