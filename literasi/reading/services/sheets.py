"""The paper bridge: print a sheet for each pupil, and type in what came back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.calendar import calendar_of
from accounts.models import Classroom, Pupil, User
from audit.services import record

from .. import exceptions as broken
from ..models import Evidence, JournalSheet, ReadingLog, ShelfBook, Source, Status
from . import policy as limits
from . import shelf, totals
from .draft import BookChoice, Draft
from .line import stand_in_line
from .placement import placement_of

MOST_DAYS = 14
FORMS = uuid.UUID("0a2e7e4e-3b0a-4a4d-8d0e-8c2f6f0a9b11")


@dataclass(frozen=True)
class PaperTotals:
    """What the teacher reads off a sheet. `finished` is said of the book on the last day."""

    days: tuple[dt.date, ...]
    minutes: int = 0
    pages: int = 0
    book: str = ""
    author: str = ""
    finished: bool = False
    signed: bool = False


@transaction.atomic
def prepare_sheets(
    classroom: Classroom, pupils: Iterable[Pupil], *, first: dt.date, last: dt.date, by: User
) -> list[JournalSheet]:
    """One sheet a pupil for these days; printed again, it is the same sheet."""
    if not 0 <= (last - first).days < MOST_DAYS or not school_days(classroom, first, last):
        raise broken.SheetDays
    users = [pupil.user for pupil in pupils]
    new = [
        JournalSheet(reader=user, classroom=classroom, first_day=first, last_day=last, printed_by=by)
        for user in users
    ]
    JournalSheet.objects.bulk_create(new, ignore_conflicts=True)
    found = JournalSheet.objects.filter(reader__in=users, first_day=first, last_day=last)
    by_reader = {sheet.reader_id: sheet for sheet in found.select_related("reader")}
    record("print_sheets", classroom, actor=by, school=classroom.school, count=len(users))
    return [by_reader[user.pk] for user in users]


def school_days(classroom: Classroom, first: dt.date, last: dt.date) -> list[dt.date]:
    return calendar_of(classroom.school, first, last).school_days(first, last)


@transaction.atomic
def enter_sheet(sheet: JournalSheet, *, by: User, said: PaperTotals) -> list[ReadingLog]:
    """Write one verified entry for each ticked day; entered again, the new ones take the old ones' place."""
    stand_in_line(sheet.reader)
    sheet = JournalSheet.objects.select_related("reader").get(pk=sheet.pk)
    days = tuple(sorted(day for day in set(said.days) if sheet.first_day <= day <= sheet.last_day))
    _check(sheet, days, said)
    old = list(ReadingLog.objects.filter(sheet=sheet).with_book())
    changes = [totals.counting(log, -1) for log in old]
    ReadingLog.objects.filter(pk__in=[log.pk for log in old]).delete()
    book = _book(sheet.reader, said)
    finished = said.finished and not ReadingLog.objects.filter(book=book, finished=True).counted().exists()
    logs = [_entry(sheet, by, day, n, days, said, book) for n, day in enumerate(days)]
    logs[-1].finished = finished
    ReadingLog.objects.bulk_create(logs)
    totals.settle([*changes, *(totals.counting(log) for log in logs)])
    shelf.refresh_many({book.pk, *(log.book_id for log in old)}, drop_empty=True)
    _note(sheet, by, days, said)
    record("enter_sheet", sheet, actor=by, school=logs[0].school, days=len(days), minutes=said.minutes)
    return logs


def _check(sheet: JournalSheet, days: tuple[dt.date, ...], said: PaperTotals) -> None:
    if not days:
        raise broken.NoDays
    if max(said.minutes, said.pages) < len(days):
        raise broken.TooLittleForDays
    school = placement_of(sheet.reader, days[-1]).school
    if days[-1] > school.today():
        limits.check_day(Draft(read_on=days[-1]), school, limits.policy_of(school))
    policy, whose = limits.policy_of(school), _("your school")
    minutes, pages = -(-said.minutes // len(days)), -(-said.pages // len(days))
    if minutes > policy.minutes_per_entry:
        raise broken.TooManyMinutes(asked=minutes, limit=policy.minutes_per_entry, whose=whose)
    if pages > policy.pages_per_entry:
        raise broken.TooManyPages(asked=pages, limit=policy.pages_per_entry, whose=whose)


def _book(reader: User, said: PaperTotals) -> ShelfBook:
    """The title that was typed, else the book in hand, else the paper journal itself."""
    if said.book.strip():
        return shelf.pick(reader, BookChoice(name=said.book, author=said.author))
    in_hand = ShelfBook.objects.of(reader).reading().latest_first().first()
    return in_hand or shelf.pick(reader, BookChoice(name=_("Book of the paper journal")))


def _entry(
    sheet: JournalSheet,
    by: User,
    day: dt.date,
    place: int,
    days: tuple[dt.date, ...],
    said: PaperTotals,
    book: ShelfBook,
) -> ReadingLog:
    seat = placement_of(sheet.reader, day)
    return ReadingLog(
        client_id=uuid.uuid5(FORMS, f"{sheet.pk}:{day}"),
        reader=sheet.reader,
        school=seat.school,
        classroom=seat.classroom,
        source=Source.PAPER,
        sheet=sheet,
        book=book,
        read_on=day,
        minutes=share(said.minutes, len(days), place),
        pages=share(said.pages, len(days), place),
        late_days=(seat.school.today() - day).days,
        evidence=Evidence.PARENT if said.signed else Evidence.SELF,
        status=Status.VERIFIED,
        checked_by=by,
        checked_at=timezone.now(),
    )


def share(amount: int, parts: int, place: int) -> int:
    """The part of one place when an amount is dealt out evenly; the first places take what is left over."""
    return amount // parts + (place < amount % parts)


def _note(sheet: JournalSheet, by: User, days: tuple[dt.date, ...], said: PaperTotals) -> None:
    sheet.days = [day.isoformat() for day in days]
    sheet.minutes, sheet.pages, sheet.signed = said.minutes, said.pages, said.signed
    sheet.entered_by, sheet.entered_at = by, timezone.now()
    sheet.save(update_fields=["days", "minutes", "pages", "signed", "entered_by", "entered_at"])
