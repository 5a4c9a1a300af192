"""10,000 titles: writing the index, and one page of every kind of search (all its SQL and facets)."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from django.http import QueryDict
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from literasi.catalogue.models import Author, Contribution, Copy, Place, Subject, Title
from literasi.catalogue.search import index_titles
from literasi.catalogue.search.find import Ask
from literasi.catalogue.search.results import Results
from literasi.catalogue.search.words import stem

TITLES, COPIES, PLACES = 10_000, 25_000, 20
ROOTS = (
    "baca",
    "tulis",
    "laut",
    "hutan",
    "kota",
    "langit",
    "sekolah",
    "teman",
    "jalan",
    "hujan",
    "tualang",
    "ajar",
)
FORMS = ("me{}", "{}an", "pe{}an", "ber{}", "{}", "ke{}an", "{}nya", "ter{}")
SEARCHES = {
    "everything": "",
    "two words": "q=teman hujan",
    "a stemmed word": "q=membaca",
    "an author": "q=kolupa dirata",
    "a typing error": "q=kolupq",
    "an ISBN": "q=978-979-3062-79-2",
    "with three filters": "q=laut&jenjang=C&bahasa=id&tersedia=1",
    "by title": "urut=judul",
    "nothing found": "q=xyzzyq qwxyz",
}


def run() -> Iterator[tuple[str, float, str]]:
    ids = _library()
    stem.cache_clear()
    for what, wanted in (("index 10,000 titles, first time", ids), ("index 10,000 titles, again", ids)):
        begin = time.perf_counter()
        index_titles(wanted)
        yield what, (time.perf_counter() - begin) * 1000, "ms"
    for what, query in SEARCHES.items():
        _page(query)
        begin = time.perf_counter()
        for _ in range(5):
            _page(query)
        yield f"search: {what}", (time.perf_counter() - begin) * 200, "ms"


def _page(query: str) -> None:
    results = Results(Ask.read(QueryDict(query)))
    assert results.page is not None
    assert len(results.rows) <= 24
    assert len(results.facets) == 3


def _library() -> list[int]:
    chance = random.Random(7)
    syllables = [a + b for a in "kldrtmsnpbgh" for b in "aiueo"]
    strange = ["".join(chance.choices(syllables, k=3)) for _ in range(8000)] + ["kolupa", "dirata"]
    roots = [*ROOTS, *chance.sample([word for word in StemmerFactory().get_words() if word.isalpha()], 1000)]
    common = [form.format(root) for root in roots for form in FORMS]

    def text(size: int) -> str:
        return " ".join(chance.choice(common if chance.random() < 0.6 else strange) for _ in range(size))

    authors = Author.objects.bulk_create(
        Author(name=f"{first} {last}", key=f"{first} {last} {n}")
        for n, (first, last) in enumerate(zip(strange[:4000], strange[4000:8000], strict=True))
    )
    authors.append(Author.objects.create(name="Kolupa Dirata", key="kolupa dirata"))
    subjects = Subject.objects.bulk_create(
        Subject(name=f"{word} {n}", key=f"{word} {n}") for n, word in enumerate(common[:100])
    )
    titles = Title.objects.bulk_create(
        Title(
            title=text(4), slug="buku", match_key=str(n), summary=text(25), year=1990 + n % 35,
            publisher="Bentang", isbn="9789793062792" if n == 5000 else "",
            level=chance.choice(["A", "B1", "C", "D", ""]), language=chance.choice(["id", "id", "en"]),
        )
        for n in range(TITLES)
    )  # fmt: skip
    Contribution.objects.bulk_create(
        Contribution(title=title, author=chance.choice(authors)) for title in titles
    )
    through = Title.subjects.through
    through.objects.bulk_create(through(title=title, subject=chance.choice(subjects)) for title in titles)
    places = Place.objects.bulk_create(Place(name=f"Tempat {n}") for n in range(PLACES))
    Copy.objects.bulk_create(
        Copy(title=chance.choice(titles), place=chance.choice(places), barcode=f"B{n}") for n in range(COPIES)
    )
    return [title.pk for title in titles]
