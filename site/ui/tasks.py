"""What the worker does with files that people load."""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from .imports.importer import Importer, importer_named, importers
from .imports.models import FileImport, ImportState

POSTCARDS = 20  # a run; keeps it short on a small machine
log = logging.getLogger(__name__)


@db_task()
def read_import(name: str, pk: int) -> None:
    importer_named(name).look(pk)


@db_task()
def load_import(name: str, pk: int) -> None:
    importer_named(name).carry_out(pk)


@db_task()
def draw_share_image(kind: str, pk: int) -> None:
    from .postcards import keep

    keep(kind, pk)


@db_periodic_task(crontab(minute="*/10"))
def sweep_share_images() -> None:
    """Draw what a killed worker left open or a new drawing asks for; take away what shows an old title."""
    from .postcards import sweep

    sweep(POSTCARDS)


def start(importer: Importer[Any], upload: FileImport) -> None:
    """Hand the file to the worker, whichever step is next."""
    task = load_import if upload.state == ImportState.CONFIRMED else read_import
    task(importer.name, upload.pk)


@db_periodic_task(crontab(minute="*"))
def sweep_imports() -> None:
    """Resume what a killed worker left behind; forget what has expired."""
    now = timezone.now()
    for name in importers:
        try:
            importer = importer_named(name)
            stalled = importer.sweep(now)
        except Exception:
            log.exception("The sweep of %s failed.", name)
            continue
        for upload in stalled:
            start(importer, upload)
