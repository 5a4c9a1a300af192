"""The steps of an import, whatever the file holds.

Reading twice gives the same rows; loading holds the row's lock and looks at the state in the very
transaction that writes, so it happens once, however often the worker is told.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from ui.workplace import KEEP_FILES, MOST_ATTEMPTS, STALLED, Workplace

from .exceptions import BrokenOff, Busy, FileGone, ImportRefused
from .models import UNDECIDED, Import, ImportState

Progress = Callable[[int], None]
# Name → where the importer stands: the readers of spreadsheets are loaded only where they are used.
importers: dict[str, str] = {}


def register(name: str, dotted_path: str) -> None:
    """For `apps.ready()`; the worker finds the importer by its name."""
    importers[name] = dotted_path


def importer_named(name: str) -> Importer[Any]:
    return import_string(importers[name])


class Importer(Workplace, Generic[Import]):
    """One kind of import. `emptied` holds what its rows become when the file is forgotten.

    An uploaded file is deleted once it is read or, where `keeps_file` says so, once it is loaded; after a
    day in any case.
    """

    model: type[Import]
    emptied: ClassVar[Mapping[str, Any]] = {}
    keeps_file: ClassVar[bool] = False

    # --- What each kind says ----------------------------------------------------------------------
    def read(self, upload: Import, data: bytes) -> None:
        """Put what the file says into the upload's fields; nothing else is written."""
        raise NotImplementedError

    def load(self, upload: Import, progress: Progress) -> None:
        """Write it all, in the transaction that holds the upload's lock; `progress` is told percents."""
        raise NotImplementedError

    def forget(self, now: dt.datetime) -> None:
        """Whatever else has had its time."""

    # --- The file ---------------------------------------------------------------------------------
    def contents(self, pk: int) -> bytes:
        try:
            return self.file_of(pk).read_bytes()
        except FileNotFoundError as error:
            raise FileGone from error

    # --- The steps --------------------------------------------------------------------------------
    def receive(self, file: UploadedFile, actor: Any, **fields: Any) -> Import:
        """Keep the file for the worker."""
        with transaction.atomic():
            upload = self.model._default_manager.create(uploaded_by=actor, **fields)
            handle = os.open(self.file_of(upload.pk), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)
        return upload

    def look(self, pk: int) -> None:
        """WAITING → READY or REFUSED."""
        upload = self.model._default_manager.get(pk=pk)
        if upload.state != ImportState.WAITING:
            return
        upload.attempts += 1
        upload.save(update_fields=["attempts", "changed_at"])
        self.show_progress(pk, 20)
        try:
            self.read(upload, self.contents(pk))
            upload.state = ImportState.READY
        except ImportRefused as refused:
            upload.state, upload.message = ImportState.REFUSED, str(refused)
        self._keep_reading(upload)
        if upload.state == ImportState.REFUSED or not self.keeps_file:
            self.drop(pk)
        self.end_progress(pk)

    def _keep_reading(self, upload: Import) -> None:
        """Unless somebody discarded the file meanwhile."""
        with transaction.atomic():
            if self._locked(upload.pk).state == ImportState.WAITING:
                upload.save()

    def confirm(self, upload: Import, **chosen: Any) -> bool:
        """READY → CONFIRMED. False when somebody, or an earlier tap, was quicker: nothing to start then."""
        with transaction.atomic():
            row = self._locked(upload.pk)
            if row.state != ImportState.READY:
                return False
            self._set(row, state=ImportState.CONFIRMED, message="", attempts=0, **chosen)
        upload.state = ImportState.CONFIRMED
        return True

    def discard(self, upload: Import) -> None:
        """Forget a file that was not confirmed."""
        with transaction.atomic():
            row = self._locked(upload.pk)
            if row.state not in UNDECIDED:
                return
            self._set(row, state=ImportState.EXPIRED, **self.emptied)
        self.drop(upload.pk)

    def carry_out(self, pk: int) -> None:
        """CONFIRMED → DONE, together with what is loaded; back to READY where it fails."""
        self.show_progress(pk, 10)
        try:
            self._load_once(pk)
        except (ImportRefused, DatabaseError) as error:
            sentence = str(error) if isinstance(error, ImportRefused) else str(Busy())
            confirmed = self._all().filter(pk=pk, state=ImportState.CONFIRMED)
            confirmed.moved_to(ImportState.READY, sentence, timezone.now())
        self.end_progress(pk)

    def _load_once(self, pk: int) -> None:
        with transaction.atomic():
            upload = self._locked(pk)
            if upload.state != ImportState.CONFIRMED:
                return
            self.load(upload, lambda percent: self.show_progress(pk, percent))
            upload.state = ImportState.DONE
            upload.save()
        self.drop(pk)

    def _locked(self, pk: int) -> Import:
        return self.model._default_manager.select_for_update().get(pk=pk)

    def _set(self, row: Import, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=[*values, "changed_at"])

    def _all(self) -> Any:
        return self.model._default_manager.all()

    # --- The sweep --------------------------------------------------------------------------------
    def sweep(self, now: dt.datetime) -> list[Import]:
        """Delete what has expired; give back what stands still and must be started again."""
        old = self._all().filter(uploaded_at__lt=now - KEEP_FILES)
        old.filter(state__in=UNDECIDED).update(state=ImportState.EXPIRED, **self.emptied)
        self.forget(now)
        self.drop_old_files(now)
        return self._stalled(now)

    def _stalled(self, now: dt.datetime) -> list[Import]:
        quiet = self._all().without_rows().at_work().unchanged_since(now - STALLED)
        still = quiet.filter(pk__in=[row.pk for row in quiet if not self.is_alive(row.pk, now)])
        tired = still.filter(attempts__gte=MOST_ATTEMPTS)
        tired.filter(state=ImportState.WAITING).moved_to(ImportState.REFUSED, str(BrokenOff()), now)
        tired.filter(state=ImportState.CONFIRMED).moved_to(ImportState.READY, str(BrokenOff()), now)
        found = list(still)
        still.tried_again(now)
        return found
