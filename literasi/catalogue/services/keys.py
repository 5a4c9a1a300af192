"""Folding and keys: when do two descriptions speak of the same book?

Three strengths of identity, written so that a plain string comparison puts the stronger first:

"i:<ISBN-13>"  the ISBN
"t:<digest>"   no ISBN: the title's text, its first author (or, without one, its publisher), its edition
"x:<digest>"   only the title's exact text, which is all a SLiMS item row says
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from django.utils.text import slugify

from literasi.catalogue.models import Title

_NOT_WORD = re.compile(r"[^\w+#]+|_+")
# Accents, and the apostrophes of Ma'ruf and Jum’at, which people write or leave out.
_DROPPED = re.compile("[\u0300-\u036f'`\u2018\u2019\u02bc]+")
SLUG_LENGTH = 80


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents of Latin letters, no apostrophes, no punctuation but + and #, single spaces.

    A text that is punctuation only is kept, so that nothing folds to an empty key.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", _DROPPED.sub("", plain))).strip()
    return words or " ".join(text.split())


def key_of(name: str, length: int = 200) -> str:
    """The `key` of an Author or Subject of this name."""
    return fold(name)[:length].rstrip()


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def text_key(title: str) -> str:
    """32 hex digits for the title's folded text."""
    return _digest(fold(title))


def description_key(title: str, authors: Sequence[str], edition: str, publisher: str) -> str:
    """32 hex digits. "Hirata, Andrea" and "Andrea Hirata" are one person here."""
    who = " ".join(sorted(fold(authors[0]).split())) if authors else "\x1e" + fold(publisher)
    return _digest(fold(title), who, fold(edition))


def isbn_match(isbn: str) -> str:
    return f"i:{isbn}"


def description_match(key: str) -> str:
    return f"t:{key}"


def text_match(title: str) -> str:
    """Half for the folded text, by which a biblio row finds it, half for its exact letters."""
    return f"x:{text_key(title)[:16]}{_digest(title)[:16]}"


def slug_of(title: str) -> str:
    return slugify(title)[:SLUG_LENGTH].strip("-") or "buku"


def identify(title: Title, authors: Sequence[str]) -> Title:
    """Fill the keys and the slug of a title that is about to be saved. Returns it."""
    title.slug = slug_of(title.title)
    title.text_key = text_key(title.title)
    title.description_key = description_key(title.title, authors, title.edition, title.publisher)
    title.match_key = isbn_match(title.isbn) if title.isbn else description_match(title.description_key)
    return title
