"""Some three hundred real books, and their copies in seven invented places."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from typing import Any

from accounts.models import School
from literasi.catalogue.models import (
    Author,
    Condition,
    Contribution,
    Copy,
    CopySource,
    Place,
    PlaceKind,
    Subject,
    Title,
)
from literasi.catalogue.search import index_titles
from literasi.catalogue.services.keys import identify, key_of

from . import DATA, read

SEED = 20_260_722
KINDS = {
    "city_library": PlaceKind.LIBRARY,
    "school_library": PlaceKind.LIBRARY,
    "corner": PlaceKind.CORNER,
}
# Which levels a place buys; the city library takes everything.
SHELVES = {"sdn1": {"A", "B1", "B2", "B3", "C"}, "smpn2": {"B3", "C", "D"}, "sman1": {"C", "D", "E"}}


@dataclass
class Shelf:
    place: Place
    levels: set[str] | None
    chance: float
    prefix: str
    bought: int = 0


def load_books() -> None:
    with (DATA / "books.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    titles = [title_of(row) for row in rows]
    Title.objects.bulk_create(titles)
    name_authors(rows, titles)
    name_subjects(rows, titles)
    buy_copies(titles)
    index_titles()


def title_of(row: dict[str, str]) -> Title:
    authors = listed(row["authors"])
    title = Title(
        title=row["title"],
        responsibility="; ".join(authors),
        publisher=row["publisher"],
        published_in=row["place_of_publication"],
        year=number(row["year"]),
        language=row["language"],
        ddc=row["ddc"],
        call_number=call_number(row["ddc"], authors, row["title"]),
        pages=number(row["pages"]),
        collation=f"{row['pages']} hlm." if row["pages"] else "",
        level=row["level"],
        summary=row["summary"],
    )
    return identify(title, authors)


def call_number(ddc: str, authors: list[str], title: str) -> str:
    """As Indonesian libraries letter the spine: class, three letters of the author, one of the title."""
    family = authors[0].split()[-1][:3].upper() if authors else ""
    return f"{ddc} {family} {title[:1].lower()}".strip()


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def number(text: str) -> int | None:
    return int(text) if text else None


def name_authors(rows: list[dict[str, str]], titles: list[Title]) -> None:
    names = {key_of(name): name for row in rows for name in listed(row["authors"])}
    authors = {a.key: a for a in Author.objects.bulk_create(Author(name=n, key=k) for k, n in names.items())}
    Contribution.objects.bulk_create(
        Contribution(title=title, author=authors[key_of(name)], position=position)
        for row, title in zip(rows, titles, strict=True)
        for position, name in enumerate(listed(row["authors"]))
    )


def name_subjects(rows: list[dict[str, str]], titles: list[Title]) -> None:
    names = {key_of(name, 120): name for row in rows for name in listed(row["subjects"])}
    made = Subject.objects.bulk_create(Subject(name=name, key=key) for key, name in names.items())
    subjects = {subject.key: subject for subject in made}
    link = Title.subjects.through
    link.objects.bulk_create(
        link(title_id=title.pk, subject_id=subjects[key_of(name, 120)].pk)
        for row, title in zip(rows, titles, strict=True)
        for name in dict.fromkeys(listed(row["subjects"]))
    )


def shelves() -> list[Shelf]:
    schools = {school.code: school for school in School.objects.all()}
    made = []
    for entry in read("school.json")["places"]:
        school = schools.get(entry["school"] or "")
        place = Place.objects.create(school=school, name=entry["name"], kind=KINDS[entry["kind"]])
        made.append(Shelf(place, SHELVES.get(entry["school"]), *habit(entry)))
    return made


def habit(entry: dict[str, Any]) -> tuple[float, str]:
    """(how likely a fitting title stands there, what its barcodes begin with)"""
    if entry["kind"] == "corner":
        return 0.22, "P"
    return (0.9, "K") if entry["school"] is None else (0.75, "S")


def buy_copies(titles: list[Title]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    copies = [
        copy
        for shelf in shelves()
        for title in titles
        if shelf.levels is None or title.level in shelf.levels
        for copy in copies_of(title, shelf, chance)
    ]
    Copy.objects.bulk_create(copies)


def copies_of(title: Title, shelf: Shelf, chance: random.Random) -> list[Copy]:
    if chance.random() > shelf.chance:
        return []
    made = []
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3])):
        shelf.bought += 1
        made.append(
            Copy(
                title=title,
                place=shelf.place,
                school_id=shelf.place.school_id,
                barcode=f"{shelf.prefix}{shelf.place.pk:02d}{shelf.bought:04d}",
                call_number=title.call_number,
                condition=chance.choices(list(Condition), weights=[85, 12, 3])[0],
                source=chance.choice([CopySource.BOUGHT, CopySource.BOUGHT, CopySource.GIFT]),
            )
        )
    return made
