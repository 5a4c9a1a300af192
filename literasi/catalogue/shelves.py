"""Where a title stands: its copies by place, as a reader asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import Copy, CopyStatus, Place, Title


@dataclass
class Shelf:
    """The copies of one title at one place; what is missing or withdrawn is not shown."""

    place: Place
    copies: list[Copy] = field(default_factory=list)

    @property
    def call_numbers(self) -> str:
        return ", ".join(dict.fromkeys(copy.call_number for copy in self.copies if copy.call_number))

    @property
    def available(self) -> int:
        return self._with(CopyStatus.AVAILABLE)

    @property
    def in_reading_room(self) -> int:
        return self._with(CopyStatus.NO_LOAN)

    @property
    def in_repair(self) -> int:
        return self._with(CopyStatus.REPAIR)

    def _with(self, status: CopyStatus) -> int:
        return sum(copy.status == status for copy in self.copies)


def shelves_of(title: Title) -> list[Shelf]:
    """One query; the place with most to lend comes first."""
    shelves: dict[int, Shelf] = {}
    copies: Iterable[Copy] = Copy.objects.shown().filter(title=title).select_related("place__school")
    for copy in copies:
        shelves.setdefault(copy.place_id, Shelf(copy.place)).copies.append(copy)
    return sorted(shelves.values(), key=lambda shelf: (-shelf.available, shelf.place.name))
