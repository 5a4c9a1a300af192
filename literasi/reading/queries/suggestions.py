"""What to read next: at the reader's level, where they can fetch it, and not always the same kind.

The same reader gets the same suggestions all day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from django.db.models import Case, F, IntegerField, Min, Q, Value, When
from django.utils.translation import gettext as _

from accounts.models import Classroom, User
from literasi.catalogue.kinds import REGIONAL_LANGUAGES, Genre, genre_of
from literasi.catalogue.models import Copy, Level, PlaceKind, Title
from literasi.catalogue.search.facets import language_name

from ..models import ShelfBook
from .readers import pupil_of, staff_school_of

LADDER: list[str] = [str(level) for level in Level.values]
# By age (perjenjangan buku), where a reader has not finished anything with a level yet.
LEVEL_OF_GRADE = {1: "B1", 2: "B1", 3: "B2", 4: "B3", 5: "C", 6: "C", 7: "C", 8: "D", 9: "D"}
GROWN_UP = "E"
BOOKS_THAT_TELL = 5
CANDIDATES = 150
PRIME = 1_000_003
CORNER, SCHOOL, CITY = range(3)


@dataclass(frozen=True)
class Suggestion:
    title: Title
    near: int
    why: str = ""

    @property
    def where(self) -> str:
        """A sentence for the reader."""
        return {
            CORNER: _("It is in your class's reading corner."),
            SCHOOL: _("It is in your school's library."),
        }.get(self.near, _("It is in a library of the city."))


@dataclass(frozen=True)
class Candidate:
    title_id: int
    near: int
    genre: str
    language: str


def suggestions_for(reader: User, today: dt.date, limit: int = 12) -> list[Suggestion]:
    """At most seven queries, however large catalogue and shelf are."""
    shelf = list(
        ShelfBook.objects.of(reader)
        .order_by("finished_on", "pk")
        .values("title_id", "level", "genre", "finished_on")
    )
    classroom = _classroom_of(reader)
    copies = _in_reach(reader, classroom, [book["title_id"] for book in shelf if book["title_id"]])
    wanted = Q(title__level__in=_levels(shelf, classroom))
    shuffle = int(hashlib.sha256(f"{reader.pk}:{today}".encode()).hexdigest()[:6], 16) | 1
    found = _candidates(copies.filter(wanted), classroom, shuffle, CANDIDATES)
    regional = _candidates(
        copies.filter(wanted, title__language__in=REGIONAL_LANGUAGES), classroom, shuffle, 1
    )
    habit = Counter(book["genre"] for book in shelf if book["genre"])
    return _shown(_choose(found, regional, habit, limit), regional, habit)


def _classroom_of(reader: User) -> Classroom | None:
    pupil = pupil_of(reader)
    if pupil is None:
        return None
    return Classroom.objects.filter(enrolments__pupil=pupil, enrolments__ends_on__isnull=True).first()


def _levels(shelf: Sequence[Any], classroom: Classroom | None) -> list[str]:
    """The middle of what was finished last, else what fits the grade, and one step to either side."""
    done = [LADDER.index(book["level"]) for book in shelf if book["finished_on"] and book["level"]]
    usual = LEVEL_OF_GRADE.get(classroom.grade or 0, GROWN_UP) if classroom else GROWN_UP
    at = median_low(done[-BOOKS_THAT_TELL:]) if done else LADDER.index(usual)
    return LADDER[max(0, at - 1) : at + 2]


def _in_reach(reader: User, classroom: Classroom | None, known: Iterable[int]) -> Any:
    """Copies one could fetch today, of titles that are not on the shelf; textbooks are no suggestion."""
    pupil = pupil_of(reader)
    school = pupil.school if pupil else staff_school_of(reader)
    own = Q(school=school) if school else Q(pk__in=[])
    copies = Copy.objects.available().filter(own | Q(school__isnull=True), title__textbook=False)
    return copies.exclude(title_id__in=list(known))


def _candidates(copies: Any, classroom: Classroom | None, shuffle: int, limit: int) -> list[Candidate]:
    """Nearest first, in an order of the day. A corner belongs to the class whose name it ends with."""
    steps = [When(school__isnull=False, then=Value(SCHOOL))]
    if classroom:
        here = Q(
            place__kind=PlaceKind.CORNER, place__name__endswith=f" {classroom.name}", school__isnull=False
        )
        steps.insert(0, When(here, then=Value(CORNER)))
    near = Min(Case(*steps, default=Value(CITY), output_field=IntegerField()))
    rows = (
        copies.order_by()
        .values("title_id", "title__ddc", "title__language")
        .annotate(near=near, turn=F("title_id") * shuffle % PRIME)
        .order_by("near", "turn", "title_id")[:limit]
    )
    return [
        Candidate(row["title_id"], row["near"], genre_of(row["title__ddc"]), row["title__language"])
        for row in rows
    ]


def _choose(
    found: list[Candidate], regional: list[Candidate], habit: Counter[str], limit: int
) -> list[Candidate]:
    """Genre after genre in turn; one in a regional language and one of an unread genre are among them."""
    strange = [one for one in found if _is_new(one, habit)][:1]
    reserved = list(dict.fromkeys((*regional, *strange)))[: max(0, limit - 1)]
    seen: Counter[str] = Counter()
    turns = []
    for at, one in enumerate(found):
        turns.append((one.near, seen[one.genre], at, one))
        seen[one.genre] += 1
    others = [one for *_order, one in sorted(turns, key=lambda turn: turn[:3]) if one not in reserved]
    chosen = others[: limit - len(reserved)] + reserved
    return sorted(chosen, key=lambda one: one.near)


def _is_new(one: Candidate, habit: Counter[str]) -> bool:
    return bool(one.genre and habit) and one.genre not in habit


def _shown(chosen: list[Candidate], regional: list[Candidate], habit: Counter[str]) -> list[Suggestion]:
    titles = Title.objects.with_authors().in_bulk([one.title_id for one in chosen])
    special = {one.title_id for one in regional}
    return [
        Suggestion(titles[one.title_id], one.near, _why(one, one.title_id in special, habit))
        for one in chosen
    ]


def _why(one: Candidate, regional: bool, habit: Counter[str]) -> str:
    if regional:
        return _("In %(language)s.") % {"language": language_name(one.language)}
    if _is_new(one, habit):
        return _("Something new for you: %(genre)s.") % {"genre": Genre(one.genre).label}
    return ""
