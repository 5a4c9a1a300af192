"""A small library for the tests of search and pages."""

from __future__ import annotations

from collections.abc import Sequence

from literasi.catalogue.models import Author, Contribution, Subject, Title
from literasi.catalogue.search import index_titles
from tests.factories.catalogue import TitleFactory


def book(title: str, *authors: str, subjects: Sequence[str] = (), **fields: object) -> Title:
    """A title with authors and subjects, in the index."""
    made = TitleFactory(title=title, **fields)
    for position, name in enumerate(authors):
        author, _ = Author.objects.get_or_create(key=name.lower(), defaults={"name": name})
        Contribution.objects.create(title=made, author=author, position=position)
    for name in subjects:
        made.subjects.add(Subject.objects.get_or_create(key=name.lower(), defaults={"name": name})[0])
    index_titles([made.pk])
    return made


def small_library() -> dict[str, Title]:
    return {
        "laskar": book(
            "Laskar Pelangi", "Andrea Hirata", subjects=["Persahabatan"], isbn="9789793062792",
            level="C", language="id", summary="Sepuluh murid Belitung.", publisher="Bentang", year=2005,
        ),
        "pemimpi": book("Sang Pemimpi", "Andrea Hirata", level="D", language="id"),
        "bumi": book("Bumi Manusia", "Pramoedya Ananta Toer", level="E", language="id"),
        "membaca": book("Seni Membaca", "Tim Literasi", subjects=["Bacaan"], level="D", language="id"),
        "tom": book("The Adventures of Tom Sawyer", "Mark Twain", subjects=["Petualangan"], language="en"),
    }  # fmt: skip
