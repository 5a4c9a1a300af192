"""What an import did or would do, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Note(NamedTuple):
    row: int
    message: str


class Outcome(NamedTuple):
    """One row of the file as the preview shows it."""

    row: int
    outcome: str  # created, updated, unchanged, merged, error
    title: str
    detail: str


@dataclass
class Report:
    kind: str = ""
    rows: int = 0
    titles_created: int = 0
    titles_updated: int = 0
    titles_unchanged: int = 0
    titles_merged: int = 0
    copies_created: int = 0
    copies_updated: int = 0
    copies_unchanged: int = 0
    flagged: list[Note] = field(default_factory=list)
    errors: list[Note] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def flag(self, row: int, message: str) -> None:
        if message:
            self.flagged.append(Note(row, message))

    def error(self, row: int, message: str, title: str = "") -> None:
        self.errors.append(Note(row, message))
        self.outcomes.append(Outcome(row, "error", title, ""))

    def counts(self) -> dict[str, int | str]:
        names = [name for name in self.__dataclass_fields__ if name not in ("flagged", "errors", "outcomes")]
        return {name: getattr(self, name) for name in names}

    def as_json(self) -> dict[str, object]:
        """The object `import_slims --json` prints."""
        return {
            **self.counts(),
            "flagged": [note._asdict() for note in sorted(self.flagged, key=lambda note: note.row)],
            "errors": [note._asdict() for note in sorted(self.errors, key=lambda note: note.row)],
        }
