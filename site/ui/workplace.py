"""Where the worker keeps the files of one kind of work, and says how far it has come."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from huey.contrib.djhuey import HUEY

KEEP_FILES = dt.timedelta(hours=24)
STALLED = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 3


class Workplace:
    """`name` is the folder's. The files lie outside MEDIA_ROOT, readable by this account only."""

    name: ClassVar[str]
    suffix: ClassVar[str] = "upload"

    def folder(self) -> Path:
        path = Path(settings.VAR_DIR) / "private" / self.name
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def file_of(self, pk: int) -> Path:
        return self.folder() / f"{pk}.{self.suffix}"

    def drop(self, pk: int) -> None:
        self.file_of(pk).unlink(missing_ok=True)

    def drop_old_files(self, now: dt.datetime) -> None:
        for path in self.folder().iterdir():
            if path.stat().st_mtime < (now - KEEP_FILES).timestamp():
                path.unlink(missing_ok=True)

    def show_progress(self, pk: int, percent: int) -> None:
        """In the job queue's own store, which web and worker share: a row would wait for the commit."""
        HUEY.put(self._key(pk), (percent, time.time()))

    def end_progress(self, pk: int) -> None:
        HUEY.delete(self._key(pk))

    def progress_of(self, pk: int) -> int:
        """Percent done, 0 while the worker has not begun."""
        percent, _moment = HUEY.get(self._key(pk), peek=True) or (0, 0)
        return int(percent)

    def is_alive(self, pk: int, now: dt.datetime) -> bool:
        """Has the worker said anything lately?"""
        _percent, moment = HUEY.get(self._key(pk), peek=True) or (0, 0)
        return moment > (now - STALLED).timestamp()

    def _key(self, pk: int) -> str:
        return f"work:{self.name}:{pk}"
