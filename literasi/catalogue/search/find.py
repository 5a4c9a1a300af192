"""The whole search: what was asked, how it was understood, which titles, how many per facet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from ..models import Contribution, Copy, Level, Title
from .query import MAX_TEXT, Match, isbn_of, looks_like_isbn, words_of
from .spelling import mend

NO_WORDS = Match(())
ORDERS = ("cocok", "baru", "judul")
_NUMBER = re.compile(r"[0-9]{1,18}")
_LANGUAGE = re.compile(r"[A-Za-z-]{2,8}")


@dataclass(frozen=True)
class Ask:
    """What a visitor asked for; the names are those of the query string. Nonsense is left out."""

    q: str = ""
    jenjang: str = ""
    bahasa: str = ""
    tempat: int = 0
    pengarang: int = 0
    subjek: int = 0
    tersedia: bool = False
    persis: bool = False
    urut: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Ask:
        level, language, order = (data.get(name, "") for name in ("jenjang", "bahasa", "urut"))
        return cls(
            q=" ".join(data.get("q", "").replace("\x00", " ").split())[:MAX_TEXT],
            jenjang=level if level in Level.values else "",
            bahasa=language if _LANGUAGE.fullmatch(language) else "",
            tersedia=bool(data.get("tersedia")),
            persis=bool(data.get("persis")),
            urut=order if order in ORDERS else "",
            **{name: _number(data.get(name, "")) for name in ("tempat", "pengarang", "subjek")},
        )

    def query_string(self, **changes: object) -> str:
        """The address of the same search with something changed; the page starts anew."""
        asked = asdict(replace(self, **changes))  # type: ignore[arg-type]
        pairs = {name: 1 if value is True else value for name, value in asked.items() if value}
        return "?" + urlencode(pairs)

    @property
    def order(self) -> str:
        """Best match first where there are words; else what came in last."""
        return self.urut or ("cocok" if self.q else "baru")

    @property
    def filtered(self) -> bool:
        return bool(self.jenjang or self.bahasa or self.tempat or self.tersedia)


@dataclass(frozen=True)
class Reading:
    """How the words were understood.

    how: "everything" (no words) · "isbn" · "bad_isbn" (its check digit is wrong) · "words" · "mended"
    (`shown` says to what) · "some" (not all words occur together) · "nothing".
    """

    how: str
    match: Match = NO_WORDS
    isbn: str = ""
    shown: str = ""

    def titles(self) -> QuerySet[Title]:
        if self.isbn:
            return Title.objects.filter(isbn=self.isbn)
        if self.match:
            return Title.objects.filter(pk__in=self.match.ids())
        return Title.objects.none() if self.how in ("nothing", "bad_isbn") else Title.objects.all()


def understand(ask: Ask) -> Reading:
    """From the strictest reading to the mildest, until one finds something; at most six small queries."""
    if not ask.q:
        return Reading("everything")
    if isbn := isbn_of(ask.q):
        return Reading("isbn", isbn=isbn)
    words = words_of(ask.q)
    if not words:
        return Reading("nothing")
    for match in (Match.of(words), Match.of(words, prefix=True)):
        if _finds(match):
            return Reading("words", match)
    return Reading("nothing") if ask.persis else _mildly(ask, words)


def _mildly(ask: Ask, words: tuple[str, ...]) -> Reading:
    if looks_like_isbn(ask.q):
        return Reading("bad_isbn")
    best, together = mend(words)
    if together and best != words:
        return Reading("mended", Match.of(best), shown=" ".join(best))
    some = Match.of(best, any_group=True)
    return (
        Reading("some", some, shown=" ".join(best)) if len(words) > 1 and _finds(some) else Reading("nothing")
    )


def _finds(match: Match) -> bool:
    return Title.objects.filter(pk__in=match.ids()).exists()


def narrowed(titles: QuerySet[Title], ask: Ask, without: str = "") -> QuerySet[Title]:
    """The titles that pass the filters; a facet counts without its own."""
    asked = replace(ask, **{without: type(getattr(ask, without))()}) if without else ask
    if asked.jenjang:
        titles = titles.filter(level=asked.jenjang)
    if asked.bahasa:
        titles = titles.filter(language=asked.bahasa)
    if asked.pengarang:
        titles = titles.filter(
            Exists(Contribution.objects.filter(title=OuterRef("pk"), author=asked.pengarang))
        )
    if asked.subjek:
        through = Title.subjects.through.objects
        titles = titles.filter(Exists(through.filter(title=OuterRef("pk"), subject=asked.subjek)))
    if asked.tempat or asked.tersedia:
        titles = titles.filter(Exists(standing(asked).filter(title=OuterRef("pk"))))
    return titles


def standing(ask: Ask) -> QuerySet[Copy]:
    """The copies the place and availability filters speak of."""
    copies = Copy.objects.available() if ask.tersedia else Copy.objects.shown()
    return copies.filter(place=ask.tempat) if ask.tempat else copies


def ordered(reading: Reading, titles: QuerySet[Title], order: str) -> QuerySet[Title]:
    if order == "cocok" and reading.match:
        return reading.match.ranked(titles)
    # By the folded title: without quotation marks, accents and capitals.
    return titles.order_by("words__title_words", "pk") if order == "judul" else titles.order_by("-pk")


def lookup(text: str, limit: int = 10) -> QuerySet[Title]:
    """Titles for a field that completes itself: the last word may be unfinished, errors are mended."""
    reading = understand(Ask(q=text[:MAX_TEXT]))
    if reading.how == "words":
        reading = replace(reading, match=replace(reading.match, prefix=True))
    if reading.how == "everything":
        return Title.objects.none()
    return ordered(reading, reading.titles(), "cocok").with_authors()[:limit]  # type: ignore[attr-defined]


def _number(value: str) -> int:
    return int(value) if _NUMBER.fullmatch(value) else 0
