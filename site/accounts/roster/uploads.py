"""A roster from the staff pages: received, read by the worker, decided on, carried out once.

The truth is in the row's state, so a worker may be killed at any point: `sweep` starts what is due
again. Reading twice gives the same rows; carrying out holds the row's lock and looks at the state
in the same transaction that writes the pupils, so it happens once.

The uploaded file holds sixty columns nobody may keep: it lies outside MEDIA_ROOT, readable by this
account only, and is deleted as soon as six columns have been read, or after a day.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from accounts.models import RosterImport, RosterState, School, User

from . import summary
from .applying import Decisions, apply
from .exceptions import Busy, Damaged, EmptyFile, RosterRefused
from .planning import Outcome, Plan, Step, check_year, make_plan
from .table import Roster, Written, read

KEEP_UPLOAD = dt.timedelta(hours=24)
KEEP_PROBLEMS = dt.timedelta(days=7)
STALLED = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 3


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "private" / "rosters"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def file_of(pk: int) -> Path:
    return folder() / f"{pk}.upload"


def receive(school: School, year: str, file: UploadedFile, actor: User) -> RosterImport:
    """Keep the file for the worker; its name is not kept."""
    with transaction.atomic():
        upload = RosterImport.objects.create(school=school, year=check_year(year), uploaded_by=actor)
        handle = os.open(file_of(upload.pk), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
    return upload


def read_file(pk: int) -> None:
    """WAITING → READY or REFUSED; the file is gone afterwards."""
    upload = RosterImport.objects.get(pk=pk)
    if upload.state != RosterState.WAITING:
        return
    upload.attempts += 1
    upload.save(update_fields=["attempts", "changed_at"])
    show_progress(pk, 20)
    try:
        if upload.attempts > MOST_ATTEMPTS:
            raise Damaged
        roster = read(_contents(pk))
        make_plan(roster, upload.school, upload.year)
    except RosterRefused as refused:
        upload.state, upload.message = RosterState.REFUSED, str(refused)
    else:
        upload.state, upload.title = RosterState.READY, roster.title
        upload.rows = [[line.row, *(cell[:200] for cell in line.cells)] for line in roster.lines]
        upload.skipped = roster.skipped
    _without_nul(upload)
    upload.save()
    file_of(pk).unlink(missing_ok=True)
    HUEY.delete(_key(pk))


def _contents(pk: int) -> bytes:
    try:
        return file_of(pk).read_bytes()
    except FileNotFoundError as error:
        raise EmptyFile from error


def _without_nul(upload: RosterImport) -> None:
    """PostgreSQL stores no U+0000; its visible stand-in U+FFFD is refused by the cells just the same."""
    upload.rows = [[row[0], *(cell.replace("\x00", "\ufffd") for cell in row[1:])] for row in upload.rows]
    upload.title = upload.title.replace("\x00", "")


def roster_of(upload: RosterImport) -> Roster:
    lines = [Written(row, tuple(cells)) for row, *cells in upload.rows]
    return Roster(title=upload.title, lines=lines, skipped=upload.skipped)


def plan_of(upload: RosterImport) -> Plan:
    """What confirming would do now; raises RosterRefused when the school has moved on."""
    return make_plan(roster_of(upload), upload.school, upload.year)


def confirm(upload: RosterImport, *, leavers: Iterable[int], accepted: Iterable[int]) -> bool:
    """READY → CONFIRMED. False when somebody, or an earlier tap, was quicker: nothing to start then."""
    with transaction.atomic():
        row = RosterImport.objects.select_for_update().get(pk=upload.pk)
        if row.state != RosterState.READY:
            return False
        row.state, row.message, row.attempts = RosterState.CONFIRMED, "", 0
        row.leavers, row.accepted = sorted(set(leavers)), sorted(set(accepted))
        row.save()
    return True


def discard(upload: RosterImport) -> None:
    """Forget a roster that was not confirmed."""
    with transaction.atomic():
        row = RosterImport.objects.select_for_update().get(pk=upload.pk)
        if row.state in (RosterState.WAITING, RosterState.READY):
            row.state, row.rows = RosterState.EXPIRED, []
            row.save()
    file_of(upload.pk).unlink(missing_ok=True)


def carry_out(pk: int) -> None:
    """CONFIRMED → DONE, together with the pupils, in one transaction."""
    try:
        _carry_out(pk)
    except (RosterRefused, IntegrityError) as error:
        sentence = str(error) if isinstance(error, RosterRefused) else str(Busy())
        confirmed = RosterImport.objects.filter(pk=pk, state=RosterState.CONFIRMED)
        confirmed.update(state=RosterState.READY, message=sentence, changed_at=timezone.now())
    HUEY.delete(_key(pk))


def _carry_out(pk: int) -> None:
    with transaction.atomic():
        upload = RosterImport.objects.select_for_update().get(pk=pk)
        if upload.state != RosterState.CONFIRMED:
            return
        plan = apply(
            roster_of(upload),
            upload.school,
            upload.year,
            decisions=Decisions(frozenset(upload.leavers), frozenset(upload.accepted)),
            actor=upload.uploaded_by,
            progress=lambda percent: show_progress(pk, percent),
        )
        upload.state, upload.result = RosterState.DONE, {**summary.numbers(plan), "closed": len(plan.closing)}
        upload.problems = [problem_of(step) for step in troubled(plan)]
        upload.rows, upload.skipped = [], []
        upload.save()


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


def show_progress(pk: int, percent: int) -> None:
    """In the job queue's own store, which web and worker share: a row would wait for the commit."""
    HUEY.put(_key(pk), percent)


def progress_of(pk: int) -> int:
    """Percent done, 0 while the worker has not begun."""
    return int(HUEY.get(_key(pk), peek=True) or 0)


def _key(pk: int) -> str:
    return f"roster:{pk}"


def sweep(now: dt.datetime) -> list[RosterImport]:
    """Delete what has expired; give back what stands still and must be started again."""
    old = RosterImport.objects.filter(uploaded_at__lt=now - KEEP_UPLOAD)
    unfinished = (RosterState.WAITING, RosterState.READY)
    old.filter(state__in=unfinished).update(state=RosterState.EXPIRED, rows=[], skipped=[])
    settled = RosterImport.objects.filter(changed_at__lt=now - KEEP_PROBLEMS)
    settled.exclude(problems=[]).update(problems=[])
    for path in folder().glob("*.upload"):
        if path.stat().st_mtime < (now - KEEP_UPLOAD).timestamp():
            path.unlink(missing_ok=True)
    stalled = RosterImport.objects.without_rows().at_work().filter(changed_at__lt=now - STALLED)
    stalled.filter(state=RosterState.CONFIRMED, attempts__gte=MOST_ATTEMPTS).update(
        state=RosterState.READY, message=str(Busy()), changed_at=now
    )
    found = list(stalled)
    stalled.update(changed_at=now, attempts=F("attempts") + 1)
    return found
