"""The two verbs: look at a file, and load it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import OperationalError, transaction

from accounts.models import School, User
from accounts.registry import witness
from literasi.catalogue.models import Place
from literasi.catalogue.services import locks
from ui.imports.exceptions import Busy

from .applying import carry_out
from .biblio import plan_biblio
from .copies import plan_listed
from .dialect import Kind, detect, lines_of
from .exceptions import FileMissing, PlaceNameTooLong, UnknownSchool
from .items import plan_items
from .plan import Plan
from .reader import read_rows
from .records import PLACE_LIMIT, BiblioRecord, ItemRecord, biblio_records, item_records
from .report import Report


@dataclass(frozen=True)
class Reading:
    """A file that was read; not yet compared with the catalogue."""

    kind: Kind
    records: list[BiblioRecord] | list[ItemRecord]
    report: Report


def school_of(npsn: str | None) -> School | None:
    """The owner of the copies; none given means the city."""
    if not npsn:
        return None
    try:
        return School.objects.get(npsn=npsn.strip())
    except School.DoesNotExist:
        raise UnknownSchool(npsn=npsn) from None


def bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise FileMissing(name=path) from error


def read(data: bytes) -> Reading:
    """Raises a SlimsRefused where the whole file is none we read."""
    lines = lines_of(data)
    dialect = detect(lines)
    report = Report(kind=dialect.kind.value)
    rows = read_rows(lines, dialect)
    if dialect.kind is Kind.BIBLIO:
        return Reading(dialect.kind, list(biblio_records(rows, dialect, report)), report)
    return Reading(dialect.kind, list(item_records(rows, dialect, report)), report)


def _plan(reading: Reading, owner: School | None, place: str) -> Plan:
    if reading.kind is Kind.BIBLIO:
        plan = plan_biblio(reading.records, reading.report)  # type: ignore[arg-type]
        plan_listed(reading.records, owner, place, plan, reading.report)  # type: ignore[arg-type]
        return plan
    return plan_items(reading.records, owner, place, reading.report)  # type: ignore[arg-type]


@contextmanager
def _no_collector() -> Iterator[None]:
    """Hundreds of thousands of small objects, none of them cyclic: looking for cycles costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collector()
def preview(data: bytes, owner: School | None, place: str = "") -> Report:
    """What loading the file would do. Writes nothing."""
    reading = read(data)
    _plan(reading, owner, _checked(place))
    return reading.report


@_no_collector()
def load(
    data: bytes,
    owner: School | None,
    place: str = "",
    *,
    actor: User | None = None,
    progress: Callable[[int], None] = lambda percent: None,
) -> Report:
    """Load the file: all of its good rows, or, when something breaks, nothing.

    `place` is where all copies of the file stand; without it their own location counts, and
    "Perpustakaan" where they name none. `progress` is told percents.
    """
    reading = read(data)
    place = _checked(place)
    try:
        with transaction.atomic():
            locks.serialise_imports()
            progress(30)
            plan = _plan(reading, owner, place)
            progress(50)
            carry_out(plan, owner, place)
            _tell(reading.report, owner, place, actor)
    except OperationalError as error:
        if _is_waiting(error):
            raise Busy from error
        raise
    return reading.report


def _is_waiting(error: OperationalError) -> bool:
    """SQLite gave up waiting for its lock; PostgreSQL broke a deadlock or a lock's time limit."""
    return "locked" in str(error) or getattr(error.__cause__, "sqlstate", "") in ("40001", "40P01", "55P03")


def _checked(place: str) -> str:
    place = " ".join(place.split())
    if len(place) > PLACE_LIMIT:
        raise PlaceNameTooLong(limit=PLACE_LIMIT)
    return place


def _tell(report: Report, owner: School | None, place: str, actor: User | None) -> None:
    counts = {name: value for name, value in report.counts().items() if value}
    about = owner or Place.objects.filter(school=None).order_by("pk").first()
    if about is not None:
        witness("catalogue.imported", about, actor=actor, school=owner, **counts)
