"""Reading lists as people see them: which, and where their titles can be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch

from accounts.models import Role, School, User
from accounts.permissions import scope_of
from literasi.catalogue.models import KEEPERS, Copy, Title
from literasi.catalogue.search.facets import shelf_marks

from ..models import ListedTitle, ReadingList, ShelfBook, ShelfStatus
from ..models.lists import ReadingListQuerySet
from .readers import pupil_of

COVERS_SHOWN = 4
SIZES = (3, 4, 5)


def lists_for(user: User | AnonymousUser) -> ReadingListQuerySet:
    """Public ones for everybody; a school's people also see its own and the city's, retired ones too."""
    schools = _schools_of(user)
    if user.is_authenticated and scope_of(user).city:
        return ReadingList.objects.all()
    public = ReadingList.objects.public()
    return public | ReadingList.objects.of_schools(schools) if schools else public


def with_covers(lists: ReadingListQuerySet) -> ReadingListQuerySet:
    """Ready for a page of lists: how many titles, and the first few of them."""
    first = ListedTitle.objects.filter(place__lt=COVERS_SHOWN).select_related("title")
    first = first.prefetch_related("title__contributions__author")
    lists = lists.annotate(titles=Count("items")).select_related("school")
    return lists.prefetch_related(Prefetch("items", first, to_attr="first_items"))


def makes_lists_at(user: User | AnonymousUser) -> list[School | None]:
    """The schools for which the user may make a list; None is the city."""
    scope = scope_of(user)
    if scope.city:
        return [None, *School.objects.order_by("name")]
    return list(School.objects.filter(pk__in=scope.school_ids(*KEEPERS, Role.TEACHER)).order_by("name"))


@dataclass(frozen=True)
class ListRow:
    """One title of a list; `near` are the places of the reader's own school that have it to lend."""

    item: ListedTitle
    shown: int
    available: int
    near: list[str]
    status: str

    @property
    def title(self) -> Title:
        return self.item.title

    @property
    def is_finished(self) -> bool:
        return self.status == ShelfStatus.FINISHED

    @property
    def is_begun(self) -> bool:
        return self.status == ShelfStatus.READING


def rows_of(kept: ReadingList, user: User | AnonymousUser) -> list[ListRow]:
    """At most five queries for any number of titles."""
    items = list(kept.items.select_related("title").prefetch_related("title__contributions__author"))
    titles = [item.title for item in items]
    marks, near, status = shelf_marks(titles), _near(titles, user), statuses(titles, user)
    return [
        ListRow(
            item,
            *marks.get(item.title_id, (0, 0)),
            near.get(item.title_id, []),
            status.get(item.title_id, ""),
        )
        for item in items
    ]


def statuses(titles: Iterable[Title], user: User | AnonymousUser) -> dict[int, str]:
    """Title id → how it stands on the visitor's own shelf; nothing for visitors."""
    if not user.is_authenticated:
        return {}
    books = ShelfBook.objects.of(user).filter(title__in=[title.pk for title in titles])
    # Finished wins where a title stands on the shelf twice.
    ranked = sorted(books.values_list("title_id", "status"), key=lambda row: row[1] == ShelfStatus.FINISHED)
    return dict(ranked)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Cell:
    """A field of a card: a title, or (None) a book of one's own choice."""

    title: Title | None
    stamped: bool = False


@dataclass(frozen=True)
class Card:
    """A list as a square to fill. Free fields stand where the list is too short."""

    size: int
    rows: list[list[Cell]]

    @property
    def stamped(self) -> int:
        return sum(cell.stamped for row in self.rows for cell in row)

    @property
    def lines(self) -> int:
        """Full rows, columns and diagonals."""
        return sum(all(cell.stamped for cell in line) for line in self._lines())

    def _lines(self) -> Iterator[list[Cell]]:
        yield from self.rows
        yield from ([row[n] for row in self.rows] for n in range(self.size))
        yield [self.rows[n][n] for n in range(self.size)]
        yield [self.rows[n][-1 - n] for n in range(self.size)]


def card_of(kept: ReadingList, user: User | AnonymousUser, size: int | None = None) -> Card:
    """The list's first titles as a card; without a size, the largest that they fill."""
    items = list(kept.items.select_related("title").prefetch_related("title__contributions__author")[:25])
    size = size if size in SIZES else max([n for n in SIZES if n * n <= len(items)], default=SIZES[0])
    titles = [item.title for item in items[: size * size]]
    status = statuses(titles, user)
    cells = [Cell(title, status.get(title.pk) == ShelfStatus.FINISHED) for title in titles]
    cells += [Cell(None)] * (size * size - len(cells))
    return Card(size, [cells[n : n + size] for n in range(0, size * size, size)])


def _near(titles: list[Title], user: User | AnonymousUser) -> dict[int, list[str]]:
    schools = _schools_of(user)
    if not schools:
        return {}
    copies = Copy.objects.available().filter(title__in=titles, place__school__in=schools)
    found: dict[int, list[str]] = {}
    for title, place in copies.order_by("place__name").values_list("title", "place__name").distinct():
        found.setdefault(title, []).append(place)
    return found


def _schools_of(user: User | AnonymousUser) -> set[int]:
    if not user.is_authenticated:
        return set()
    pupil = pupil_of(user)
    own = {pupil.school_id} if pupil else set()
    return own.union(*scope_of(user).schools.values())
