"""The site's search: what was asked, how it was understood, what was found, how many of each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literasi.catalogue.search.find import Ask as CatalogueAsk
from literasi.catalogue.search.query import words_of
from literasi.catalogue.search.results import Results as CatalogueResults
from literasi.catalogue.search.spelling import near
from literasi.catalogue.search.words import stem
from ui.keeping import remember

from ..models import NewsCategory, SearchEntry
from . import sources
from .marking import marked, quoted
from .sources import Label

PER_PAGE = 10
BOOKS = 4
MOST_LETTERS = 100
MIN_PREFIX = 3
IN_TITLE = 4  # how much more a word in a title weighs than one elsewhere
FACETS = {"jenis": "kind", "kategori": "category", "tahun": "year"}


@dataclass(frozen=True)
class Ask:
    """The names are those of the query string. Nonsense is left out."""

    q: str = ""
    jenis: str = ""
    kategori: str = ""
    tahun: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Ask:
        kind, year = data.get("jenis", ""), data.get("tahun", "")
        return cls(
            q=" ".join(data.get("q", "").replace("\x00", " ").split())[:MOST_LETTERS],
            jenis=kind if kind in sources.labels() else "",
            kategori=data.get("kategori", "").replace("\x00", "")[:60],
            tahun=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        )

    def query_string(self, **changes: str) -> str:
        asked = replace(self, **changes)
        return "?" + urlencode({name: value for name, value in vars(asked).items() if value})

    @property
    def filtered(self) -> bool:
        return bool(self.jenis or self.kategori or self.tahun)


@dataclass(frozen=True)
class Choice:
    label: Label
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Found:
    entry: SearchEntry
    title: SafeString
    quotation: SafeString


@dataclass(frozen=True)
class Reading:
    """How the words were understood: "words", "mended", "some" (not all of them together), "nothing"."""

    how: str
    words: tuple[str, ...] = ()
    unfinished: bool = False

    @property
    def shown(self) -> str:
        return " ".join(self.words)

    def condition(self) -> Q:
        each = [_has(word, "words", self._open(at)) for at, word in enumerate(self.words)]
        whole = Q()
        for one in each:
            whole = whole | one if self.how == "some" else whole & one
        return whole

    def score(self) -> Case:
        """Words in the title count most; a sum of cases is the same in both databases."""
        parts = [
            Case(
                When(_has(word, "title_words", self._open(at)), then=Value(IN_TITLE)),
                When(_has(word, "words", self._open(at)), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
            for at, word in enumerate(self.words)
        ]
        return sum(parts[1:], start=parts[0])  # type: ignore[return-value]

    def _open(self, at: int) -> bool:
        return self.unfinished and at == len(self.words) - 1


def _has(word: str, field: str, unfinished: bool) -> Q:
    end = "" if unfinished and len(word) >= MIN_PREFIX else " "
    forms = dict.fromkeys((word, stem(word)))
    condition = Q()
    for form in forms:
        condition |= Q(**{f"{field}__contains": f" {form}{end}"})
    return condition


def understand(asked: str, entries: QuerySet[SearchEntry]) -> Reading:
    """From the strictest reading to the mildest, until one finds something; at most five small queries."""
    words = words_of(asked)
    if not words:
        return Reading("nothing")
    for reading in (Reading("words", words), Reading("words", words, unfinished=True)):
        if entries.filter(reading.condition()).exists():
            return reading
    known = vocabulary()
    better = tuple(_mended(word, known) for word in words)
    if better != words and entries.filter(Reading("words", better).condition()).exists():
        return Reading("mended", better)
    some = Reading("some", better)
    return some if len(words) > 1 and entries.filter(some.condition()).exists() else Reading("nothing")


def vocabulary() -> frozenset[str]:
    """All words of all entries, read again at most once a minute and after each publication."""
    return remember("search-words", _all_words)


def _all_words() -> frozenset[str]:
    rows = SearchEntry.objects.values_list("words", flat=True)
    return frozenset(word for row in rows.iterator() for word in row.split())


def _mended(word: str, known: frozenset[str]) -> str:
    if word in known or stem(word) in known:
        return word
    return next((other for __, other in near(word, known)), word)


class Results:
    """Lazy: what a template does not ask for costs no query."""

    def __init__(self, ask: Ask, number: str | None = None) -> None:
        self.ask, self.number = ask, number

    @cached_property
    def reading(self) -> Reading:
        return understand(self.ask.q, in_my_language())

    @cached_property
    def all(self) -> QuerySet[SearchEntry]:
        """What the words find, without filters."""
        entries = in_my_language().annotate(year=ExtractYear("day"))
        return entries.filter(self.reading.condition()) if self.reading.words else entries.none()

    def narrowed(self, without: str = "") -> QuerySet[SearchEntry]:
        """Through the filters; a facet counts without its own."""
        asked = {field: getattr(self.ask, name) for name, field in FACETS.items() if name != without}
        return self.all.filter(**{field: value for field, value in asked.items() if value})

    @cached_property
    def page(self) -> PageOfResults:
        ranked = self.narrowed()
        if self.reading.words:
            ranked = ranked.annotate(score=self.reading.score())
            ranked = ranked.order_by("-score", F("day").desc(nulls_last=True), "source", "pk")
        return Paginator(ranked.defer("words", "title_words"), PER_PAGE).get_page(self.number)

    @cached_property
    def rows(self) -> list[Found]:
        roots = {form for word in self.reading.words for form in (word, stem(word))}
        return [self._shown(entry, roots) for entry in self.page.object_list]

    def _shown(self, entry: SearchEntry, roots: set[str]) -> Found:
        intro = marked(quoted(entry.intro, roots), roots)
        if entry.text and (not entry.intro or "<mark>" not in intro):
            within = marked(quoted(entry.text, roots), roots)
            intro = within if "<mark>" in within or not entry.intro else intro
        return Found(entry, marked(entry.title, roots), intro)

    @cached_property
    def kinds(self) -> list[Choice]:
        return self._choices("jenis", sources.labels())

    @cached_property
    def categories(self) -> list[Choice]:
        if self.ask.jenis not in ("", sources.NEWS):
            return []
        return self._choices("kategori", dict(NewsCategory.objects.values_list("slug", "name")))

    @cached_property
    def years(self) -> list[Choice]:
        return self._choices("tahun", {})

    def _choices(self, name: str, labels: Mapping[str, Label]) -> list[Choice]:
        field, asked = FACETS[name], getattr(self.ask, name)
        rows = self.narrowed(name).order_by().values_list(field).annotate(Count("pk"))
        counts = {str(value): count for value, count in rows if value not in ("", None)}
        order: Sequence[str] = list(labels) or sorted(counts, reverse=True)
        return [
            Choice(
                labels.get(value, value),
                counts.get(value, 0),
                self.ask.query_string(**{name: "" if value == asked else value}),
                value == asked,
            )
            for value in order
            if value in counts or value == asked
        ]

    @property
    def facets(self) -> list[tuple[str, list[Choice]]]:
        """Those that leave a choice."""
        every = [(_("Kind"), self.kinds), (_("Category"), self.categories), (_("Year"), self.years)]
        return [(name, choices) for name, choices in every if len(choices) > 1 or self.ask.filtered]

    @property
    def labels(self) -> list[tuple[str, Label]]:
        return list(sources.labels().items())

    @property
    def unfiltered(self) -> str:
        return Ask(q=self.ask.q).query_string()

    @property
    def books_url(self) -> str:
        return reverse("catalogue") + self.unfiltered

    @cached_property
    def catalogue(self) -> CatalogueResults:
        return CatalogueResults(CatalogueAsk(q=self.ask.q))

    @property
    def books(self) -> list:
        """The first few of the catalogue's own answer, beside the first page without filters."""
        if self.ask.filtered or self.page.number != 1:
            return []
        return list(self.catalogue.page.object_list[:BOOKS])


def in_my_language() -> QuerySet[SearchEntry]:
    """What is written in the visitor's language, or in none; the main language where it is not translated."""
    mine = get_language() or settings.LANGUAGE_CODE
    entries = SearchEntry.objects.all()
    own = Q(language__in=("", mine))
    if mine == settings.LANGUAGE_CODE:
        return entries.filter(own)
    translated = SearchEntry.objects.filter(group=OuterRef("group"), language=mine)
    return entries.filter(own | (Q(language=settings.LANGUAGE_CODE) & ~Exists(translated)))
