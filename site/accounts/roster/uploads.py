"""A roster from the staff pages; the steps are those of every import (see ui.imports).

The uploaded file holds sixty columns nobody may keep: it is deleted as soon as six columns have been
read.
"""

from __future__ import annotations

import datetime as dt

from accounts.models import RosterImport
from ui.imports.importer import Importer, Progress

from . import summary
from .applying import Decisions, apply
from .planning import Outcome, Plan, Step, make_plan
from .table import Roster, Written, read

KEEP_PROBLEMS = dt.timedelta(days=7)


class Rosters(Importer[RosterImport]):
    name = "rosters"
    model = RosterImport
    emptied = {"rows": [], "skipped": []}

    def read(self, upload: RosterImport, data: bytes) -> None:
        roster = read(data)
        make_plan(roster, upload.school, upload.year)
        # PostgreSQL stores no U+0000; its visible stand-in U+FFFD is refused by the cells just the same.
        upload.title = roster.title.replace("\x00", "")
        upload.rows = [
            [line.row, *(cell[:200].replace("\x00", "\ufffd") for cell in line.cells)]
            for line in roster.lines
        ]
        upload.skipped = roster.skipped

    def load(self, upload: RosterImport, progress: Progress) -> None:
        plan = apply(
            roster_of(upload),
            upload.school,
            upload.year,
            decisions=Decisions(frozenset(upload.leavers), frozenset(upload.accepted)),
            actor=upload.uploaded_by,
            progress=progress,
        )
        upload.result = {**summary.numbers(plan), "closed": len(plan.closing)}
        upload.problems = [problem_of(step) for step in troubled(plan)]
        upload.rows, upload.skipped = [], []

    def forget(self, now: dt.datetime) -> None:
        settled = RosterImport.objects.unchanged_since(now - KEEP_PROBLEMS)
        settled.exclude(problems=[]).update(problems=[])


rosters = Rosters()


def roster_of(upload: RosterImport) -> Roster:
    lines = [Written(row, tuple(cells)) for row, *cells in upload.rows]
    return Roster(title=upload.title, lines=lines, skipped=upload.skipped)


def plan_of(upload: RosterImport) -> Plan:
    """What confirming would do now; raises ImportRefused when the school has moved on."""
    return make_plan(roster_of(upload), upload.school, upload.year)


def troubled(plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.outcome in (Outcome.ERROR, Outcome.FLAGGED)]


def problem_of(step: Step) -> dict[str, object]:
    """A row with its reason, as JSON; `values` fill the sentence of `code`."""
    remark = step.remarks[0]
    return {
        "row": step.line.row,
        "outcome": step.outcome.value,
        "column": remark.column,
        "code": remark.code,
        "values": remark.values,
        "cells": list(step.line.written),
    }
