"""A teacher's table of entries: NIS, date, title, how much."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Pupil
from literasi.catalogue.services.keys import fold
from ui.imports.importer import Progress
from ui.sheets.labelled import Line

from .. import exceptions as broken
from ..models import Evidence, ReadingImport, ReadingLog, ShelfBook, Source
from ..services import Draft
from ..services.entries import paged
from ..services.flags import write_response
from ..services.placement import Placement
from . import writing
from .books import Catalogue, Wanted
from .classbook import ClassBook
from .flags import Flags
from .plan import Outcome, Plan
from .resources import LogResource

EARLIEST_YEAR = 1950


@dataclass
class Row:
    line: Line
    values: dict[str, Any]
    problem: str = ""

    @property
    def heading(self) -> str:
        return str(self.values.get("title") or self.line.cells.get("title", ""))

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.values["title"], self.values["author"], self.values["isbn"])


@dataclass
class Sitting:
    """A row that says something possible."""

    row: Row
    pupil: Pupil
    draft: Draft
    number: uuid.UUID

    @property
    def key(self) -> tuple[int, uuid.UUID]:
        return self.pupil.user_id, self.number

    @property
    def detail(self) -> str:
        return f"{self.pupil.user.name} · {self.draft.read_on.isoformat()}"


class LogTable:
    resource_class = LogResource

    def readers(self, upload: ReadingImport, lines: list[Line]) -> list[int]:
        """Whose journals a file would change."""
        numbers = {line.cells.get("nis", "").strip() for line in lines}
        pupils = Pupil.objects.active().of(upload.school).filter(nis__among=sorted(numbers))
        return list(pupils.values_list("user_id", flat=True))

    def plan(self, upload: ReadingImport, lines: list[Line]) -> Plan:
        resource = LogResource()
        rows = [Row(line, *resource.cleaned(line.cells)) for line in lines]
        whole = [row.values for row in rows if not row.problem]
        book = ClassBook(upload, (v["nis"] for v in whole), (v["read_on"] for v in whole))
        return _Judge(book, resource).judged(rows)

    def write(self, plan: Plan, upload: ReadingImport, progress: Progress) -> None:
        writing.write_entries(plan.things, progress)


class _Judge:
    """Gives every row its verdict, in the order of the file."""

    def __init__(self, book: ClassBook, resource: LogResource) -> None:
        self.book, self.resource, self.plan = book, resource, Plan()

    def judged(self, rows: list[Row]) -> Plan:
        found = [(row, None if row.problem else self._sitting(row)) for row in rows]
        good = [sitting for _row, sitting in found if sitting]
        self.known = writing.known_numbers({sitting.key for sitting in good})
        self.seen = set(self.known)
        catalogue = Catalogue(sitting.row.wanted for sitting in good)
        shelf = {s.row.line.row: catalogue.shelf_book(s.pupil.user_id, s.row.wanted) for s in good}
        self.flags = Flags(self.book.upload.school_id, (s.draft.response for s in good))
        self.finished = writing.finished_places((book.reader_id, book.key) for book in shelf.values())
        for row, sitting in found:
            if sitting:
                self._judge(sitting, shelf[row.line.row])
            else:
                who = row.values.get("name") or row.line.cells.get("nis", "")
                self.plan.add(row.line.row, Outcome.ERROR, row.heading, who, row.problem)
        return self.plan

    def _sitting(self, row: Row) -> Sitting | None:
        """What the row says, or None with the row's problem set."""
        try:
            pupil = self._pupil(row)
            draft = self._draft(row)
            return Sitting(row, pupil, draft, self._number(row, pupil, draft))
        except (broken.ReadingError, ValueError) as error:
            row.problem = str(error)
            return None

    def _pupil(self, row: Row) -> Pupil:
        pupil = self.book.pupils.get(row.values["nis"])
        if pupil is None:
            raise self._wrong("nis", _("No pupil of this school has this NIS."))
        if not self.book.is_mine(pupil):
            raise self._wrong("nis", _("This pupil is in none of your classes."))
        if not _same_person(row.values["name"], pupil.user.name):
            raise self._wrong("name", _("The pupil with this NIS has another name."))
        if pupil.user_id in self.book.paused:
            raise self._wrong("nis", _("This journal is paused."))
        return pupil

    def _draft(self, row: Row) -> Draft:
        values = row.values
        if values["read_on"] > self.book.today:
            raise self._wrong("read_on", _("This day has not come yet."))
        if values["read_on"].year < EARLIEST_YEAR:
            raise self._wrong("read_on", _("This day cannot be right."))
        draft = Draft(
            read_on=values["read_on"],
            minutes=values["minutes"] or 0,
            page_from=values["page_from"],
            page_to=values["page_to"],
            pages=values["pages"] or 0,
            finished=values["finished"],
            response=values["response"],
            rating=values["rating"],
            confirmed=True,
        )
        if draft.page_to and not draft.page_from:
            # How far, without where from: the file's own number of pages says how much was read.
            first = max(1, draft.page_to - draft.pages + 1) if draft.pages else 1
            draft = replace(draft, page_from=first)
        return paged(draft, None)

    def _number(self, row: Row, pupil: Pupil, draft: Draft) -> uuid.UUID:
        """The entry's own where the file has it (our exports do), else one that follows from the row."""
        if written := row.values["number"]:
            try:
                return uuid.UUID(written)
            except ValueError:
                raise self._wrong("number", _("This is no number of an entry; leave it empty.")) from None
        said = (fold(row.values["title"]), fold(row.values["author"]))
        amounts = (draft.minutes, draft.pages, draft.page_from, draft.page_to)
        return writing.number_of(pupil.user_id, draft.read_on.isoformat(), *said, *amounts)

    def _wrong(self, column: str, sentence: str) -> ValueError:
        return ValueError(self.resource.problem(column, sentence))

    def _judge(self, sitting: Sitting, shelf_book: ShelfBook) -> None:
        row, plan = sitting.row, self.plan
        if sitting.key in self.seen:
            remark = "" if sitting.key in self.known else _("This row stands twice in the file.")
            plan.add(row.line.row, Outcome.UNCHANGED, row.heading, sitting.detail, remark)
            return
        try:
            entry = self._entry(sitting, shelf_book)
        except broken.ReadingError as error:
            plan.add(row.line.row, Outcome.ERROR, row.heading, sitting.detail, str(error))
            return
        self.seen.add(sitting.key)
        plan.things.append(entry)
        old = entry.log.source == Source.IMPORT
        remark = _("Too old to count in programmes.") if old else ""
        plan.add(
            row.line.row, Outcome.HISTORY if old else Outcome.CREATED, row.heading, sitting.detail, remark
        )

    def _entry(self, sitting: Sitting, shelf_book: ShelfBook) -> writing.NewEntry:
        draft, upload = sitting.draft, self.book.upload
        place = Placement(upload.school, self.book.seat_on(sitting.pupil, draft.read_on))
        limits = self.book.limits_on(place, draft.read_on)
        near = self.book.take_room(draft, sitting.pupil.user_id, limits)
        log = self._log(sitting, place)
        log.finished = draft.finished and self._first_finish(shelf_book)
        write_response(log, draft.response)
        log.book = shelf_book
        log.flags = self.flags.of(log, limits.plans, near_limit=near)
        if upload.verify and upload.uploaded_by_id:
            writing.verify(log, upload.uploaded_by_id, timezone.now())
        return writing.NewEntry(log, shelf_book)

    def _log(self, sitting: Sitting, place: Placement) -> ReadingLog:
        draft = sitting.draft
        late = writing.late_days(self.book.today, draft.read_on)
        return ReadingLog(
            client_id=sitting.number,
            reader_id=sitting.pupil.user_id,
            school=place.school,
            classroom=place.classroom,
            source=Source.IMPORT if late > self.book.policy.days_back else Source.PAPER,
            evidence=Evidence.SELF,
            read_on=draft.read_on,
            minutes=draft.minutes,
            pages=draft.pages,
            page_from=draft.page_from,
            page_to=draft.page_to,
            rating=draft.rating,
            late_days=late,
        )

    def _first_finish(self, book: ShelfBook) -> bool:
        """A book counts as finished once, however often it is read again."""
        place = (book.reader_id, book.key)
        first = place not in self.finished
        self.finished.add(place)
        return first


def _same_person(written: str, name: str) -> bool:
    """A column that slipped by one row would give everybody somebody else's reading."""
    return not written or bool(set(fold(written).split()) & set(fold(name).split()))
