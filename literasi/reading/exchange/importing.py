"""All kinds of files that come into the journal, as one import (see ui.imports)."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from audit.services import record
from ui.imports.importer import Importer, Progress
from ui.sheets.labelled import Line

from ..models import ExchangeKind, ReadingImport
from . import writing
from .columns import TableResource
from .history import HistoryTable
from .lists import ListTable
from .logs import LogTable
from .plan import Finding, Plan
from .programmes import ProgrammeTable

KEEP_PROBLEMS = dt.timedelta(days=7)


class Table(Protocol):
    """One kind of file. `plan` only reads; `write` runs under the locks of `readers`."""

    resource_class: type[TableResource]

    def readers(self, upload: ReadingImport, lines: list[Line]) -> list[int]: ...
    def plan(self, upload: ReadingImport, lines: list[Line]) -> Plan: ...
    def write(self, plan: Plan, upload: ReadingImport, progress: Progress) -> None: ...


TABLES: dict[str, Table] = {
    ExchangeKind.LOGS: LogTable(),
    ExchangeKind.HISTORY: HistoryTable(),
    ExchangeKind.LISTS: ListTable(),
    ExchangeKind.PROGRAMMES: ProgrammeTable(),
}


class ReadingFiles(Importer[ReadingImport]):
    name = "reading"
    model = ReadingImport
    emptied = {"rows": [], "report": {}}

    def read(self, upload: ReadingImport, data: bytes) -> None:
        table = TABLES[upload.kind]
        lines = table.resource_class().lines(data)
        self.show_progress(upload.pk, 50)
        upload.rows = [[line.row, line.cells] for line in lines]
        upload.report = table.plan(upload, lines).as_json()

    def load(self, upload: ReadingImport, progress: Progress) -> None:
        table = TABLES[upload.kind]
        lines = [Line(row, cells) for row, cells in upload.rows]
        writing.open_journals(table.readers(upload, lines))
        plan = table.plan(upload, lines)
        progress(40)
        table.write(plan, upload, progress)
        upload.report, upload.rows = plan.as_json(problems_only=True), []
        record("import_reading", upload.school, actor=upload.uploaded_by, school=upload.school,
               kind=upload.kind, **plan.counts())  # fmt: skip

    def forget(self, now: dt.datetime) -> None:
        settled = ReadingImport.objects.unchanged_since(now - KEEP_PROBLEMS)
        settled.exclude(report={}).update(report={})


reading_files = ReadingFiles()


def findings_of(upload: ReadingImport) -> list[Finding]:
    return [Finding(*finding) for finding in upload.report.get("findings", ())]
