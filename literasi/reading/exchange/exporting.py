"""Entries as a file: at once where there are few, else by the worker, never all of them in memory.

A file made by the worker may be fetched for a day by who asked for it. Making it again is harmless, so
the sweep starts again what a killed worker left, and gives up after a few times.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from audit.services import record
from ui.files import CSV, XLSX, attachment, csv_lines, write_xlsx
from ui.workplace import KEEP_FILES, MOST_ATTEMPTS, STALLED, Workplace

from ..models import ExportForm, ExportState, ReadingExport, ReadingLog
from .columns import Cell, TableResource
from .resources import LogResource, with_everything

# Made while the person waits for the page.
AT_ONCE = 2_000
CHUNK = 2_000
# A sheet has room for so many rows below its header.
MOST_IN_XLSX = 1_048_575


class ExportFiles(Workplace):
    name = "reading-exports"
    suffix = "file"


export_files = ExportFiles()


def logs_of(export: ReadingExport) -> QuerySet[ReadingLog]:
    """The entries the person may check, of the school, the class and the days they chose."""
    logs = ReadingLog.objects.checkable_by(export.made_by).filter(school=export.school)
    if export.classroom_id:
        logs = logs.filter(classroom=export.classroom_id)
    if export.first_day:
        logs = logs.filter(read_on__gte=export.first_day)
    if export.last_day:
        logs = logs.filter(read_on__lte=export.last_day)
    return logs.order_by("read_on", "pk")


def log_rows(logs: QuerySet[ReadingLog]) -> Iterator[list[Cell]]:
    return LogResource().rows(with_everything(logs).iterator(chunk_size=CHUNK))


def write_table(path: Path, form: str, resource: TableResource, rows: Iterable[list[Cell]]) -> None:
    """The rows as a private file, in place once it is whole."""
    draft = path.with_suffix(".part")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    if form == ExportForm.XLSX:
        write_xlsx(draft, resource.header(), rows)
    else:
        with draft.open("wb") as target:
            target.writelines(csv_lines(resource.header(), rows))
    draft.replace(path)


def small_file(resource: TableResource, rows: Iterable[list[Cell]], name: str, form: str) -> HttpResponse:
    """A table of a few thousand rows at most, as the answer itself."""
    if form != ExportForm.XLSX:
        return attachment(b"".join(csv_lines(resource.header(), rows)), name, CSV)
    with tempfile.TemporaryFile() as file:
        write_xlsx(file, resource.header(), rows)
        file.seek(0)
        return attachment(file.read(), name, XLSX)


def make(pk: int) -> None:
    """WAITING → READY, with the file; FAILED where it cannot be."""
    export = ReadingExport.objects.select_related("school", "made_by").get(pk=pk)
    if not export.is_waiting:
        return
    logs = logs_of(export)
    total = logs.count()
    if export.form == ExportForm.XLSX and total > MOST_IN_XLSX:
        _move(export, ExportState.FAILED)
        return
    rows = _told(pk, log_rows(logs), total)
    write_table(export_files.file_of(pk), export.form, LogResource(), rows)
    export.written = total
    _move(export, ExportState.READY)
    export_files.end_progress(pk)
    record("export_reading", export.school, actor=export.made_by, school=export.school, entries=total)


def _told(pk: int, rows: Iterable[list[Cell]], total: int) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows):
        if number % CHUNK == 0:
            export_files.show_progress(pk, 100 * number // max(total, 1))
        yield row


def _move(export: ReadingExport, state: ExportState) -> None:
    export.state, export.changed_at = state, timezone.now()
    export.save(update_fields=["state", "changed_at", "written"])


def sweep(now: dt.datetime) -> list[ReadingExport]:
    """Delete what has expired; give back what stands still and must be started again."""
    export_files.drop_old_files(now)
    old = ReadingExport.objects.filter(made_at__lt=now - KEEP_FILES)
    old.exclude(state=ExportState.EXPIRED).update(state=ExportState.EXPIRED, changed_at=now)
    quiet = ReadingExport.objects.waiting().filter(changed_at__lt=now - STALLED)
    still = quiet.filter(pk__in=[row.pk for row in quiet if not export_files.is_alive(row.pk, now)])
    still.filter(attempts__gte=MOST_ATTEMPTS).update(state=ExportState.FAILED, changed_at=now)
    found = list(still)
    still.tried_again(now)
    return found
