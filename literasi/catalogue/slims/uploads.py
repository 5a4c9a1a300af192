"""A SLiMS file from the staff pages: received, compared by the worker, decided on, loaded once.

The truth is in the row's state, so a worker may be killed at any point: `sweep` starts again what stands
still. Loading holds the row's lock and looks at the state in the transaction that writes the books.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from accounts.models import School, User
from literasi.catalogue.models import CatalogueImport, ImportState

from . import verbs
from .exceptions import Busy, FileGone, SlimsRefused
from .report import Note, Outcome, Report

KEEP_UPLOAD = dt.timedelta(hours=24)
STALLED = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 3
# Remarks kept for looking at and for download; a file of nothing but mistakes is not worth more.
MOST_NOTES = 20_000


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "private" / "catalogue"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def file_of(pk: int) -> Path:
    return folder() / f"{pk}.upload"


def receive(owner: School | None, place: str, file: UploadedFile, actor: User) -> CatalogueImport:
    """Keep the file for the worker."""
    with transaction.atomic():
        upload = CatalogueImport.objects.create(
            school=owner,
            place_name=place,
            file_name=(file.name or "").replace("\x00", "")[:120],
            uploaded_by=actor,
        )
        handle = os.open(file_of(upload.pk), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
    return upload


def look(pk: int) -> None:
    """WAITING → READY or REFUSED."""
    upload = CatalogueImport.objects.select_related("school").get(pk=pk)
    if upload.state != ImportState.WAITING:
        return
    upload.attempts += 1
    upload.save(update_fields=["attempts", "changed_at"])
    show_progress(pk, 20)
    try:
        report = verbs.preview(_contents(pk), upload.school, upload.place_name)
    except SlimsRefused as refused:
        upload.state, upload.message = ImportState.REFUSED, str(refused)
        file_of(pk).unlink(missing_ok=True)
    else:
        upload.state, upload.report = ImportState.READY, as_json(report, rows=True)
    upload.save()
    HUEY.delete(_key(pk))


def _contents(pk: int) -> bytes:
    try:
        return file_of(pk).read_bytes()
    except FileNotFoundError as error:
        raise FileGone from error


def as_json(report: Report, *, rows: bool) -> dict[str, Any]:
    """See CatalogueImport.report."""
    found: dict[str, Any] = {
        **report.counts(),
        "flagged": sorted(report.flagged)[:MOST_NOTES],
        "errors": sorted(report.errors)[:MOST_NOTES],
    }
    return found | {"outcomes": sorted(report.outcomes)} if rows else found


def notes_of(upload: CatalogueImport, kind: str) -> list[Note]:
    """`kind`: "flagged" or "errors"."""
    return [Note(*note) for note in upload.report.get(kind, ())]


def outcomes_of(upload: CatalogueImport) -> list[Outcome]:
    return [Outcome(*outcome) for outcome in upload.report.get("outcomes", ())]


def confirm(upload: CatalogueImport) -> bool:
    """READY → CONFIRMED. False when somebody, or an earlier tap, was quicker: nothing to start then."""
    with transaction.atomic():
        row = CatalogueImport.objects.select_for_update().get(pk=upload.pk)
        if row.state != ImportState.READY:
            return False
        row.state, row.message, row.attempts = ImportState.CONFIRMED, "", 0
        row.save(update_fields=["state", "message", "attempts", "changed_at"])
    return True


def discard(upload: CatalogueImport) -> None:
    """Forget a file that was not confirmed."""
    with transaction.atomic():
        row = CatalogueImport.objects.select_for_update().get(pk=upload.pk)
        if row.state in (ImportState.WAITING, ImportState.READY):
            row.state, row.report = ImportState.EXPIRED, {}
            row.save()
            file_of(upload.pk).unlink(missing_ok=True)


def carry_out(pk: int) -> None:
    """CONFIRMED → DONE, together with the books, in one transaction; back to READY where it fails."""
    try:
        _carry_out(pk)
    except (SlimsRefused, DatabaseError) as error:
        sentence = str(error) if isinstance(error, SlimsRefused) else str(Busy())
        confirmed = CatalogueImport.objects.filter(pk=pk, state=ImportState.CONFIRMED)
        confirmed.update(state=ImportState.READY, message=sentence, changed_at=timezone.now())
    HUEY.delete(_key(pk))


def _carry_out(pk: int) -> None:
    show_progress(pk, 10)
    with transaction.atomic():
        upload = CatalogueImport.objects.select_for_update(of=("self",)).select_related("school").get(pk=pk)
        if upload.state != ImportState.CONFIRMED:
            return
        report = verbs.load(
            _contents(pk),
            upload.school,
            upload.place_name,
            actor=upload.uploaded_by,
            progress=lambda percent: show_progress(pk, percent),
        )
        upload.state, upload.report = ImportState.DONE, as_json(report, rows=False)
        upload.save()
        transaction.on_commit(lambda: file_of(pk).unlink(missing_ok=True))


def show_progress(pk: int, percent: int) -> None:
    """In the job queue's own store, which web and worker share: a row would wait for the commit."""
    HUEY.put(_key(pk), percent)


def progress_of(pk: int) -> int:
    """Percent done, 0 while the worker has not begun."""
    return int(HUEY.get(_key(pk), peek=True) or 0)


def _key(pk: int) -> str:
    return f"catalogue-import:{pk}"


def sweep(now: dt.datetime) -> list[CatalogueImport]:
    """Delete what has expired; give back what stands still and must be started again."""
    old = CatalogueImport.objects.filter(uploaded_at__lt=now - KEEP_UPLOAD)
    unfinished = (ImportState.WAITING, ImportState.READY)
    old.filter(state__in=unfinished).update(state=ImportState.EXPIRED, report={})
    for path in folder().glob("*.upload"):
        if path.stat().st_mtime < (now - KEEP_UPLOAD).timestamp():
            path.unlink(missing_ok=True)
    stalled = CatalogueImport.objects.without_rows().at_work().filter(changed_at__lt=now - STALLED)
    tired = stalled.filter(attempts__gte=MOST_ATTEMPTS)
    tired.filter(state=ImportState.WAITING).update(
        state=ImportState.REFUSED, message=str(Busy()), changed_at=now
    )
    tired.filter(state=ImportState.CONFIRMED).update(
        state=ImportState.READY, message=str(Busy()), changed_at=now
    )
    found = list(stalled)
    stalled.update(changed_at=now, attempts=F("attempts") + 1)
    return found
