"""What the worker does for the catalogue."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from .models import CatalogueImport, ImportState
from .slims import uploads


@db_task()
def look_at_catalogue_import(pk: int) -> None:
    uploads.look(pk)


@db_task()
def load_catalogue_import(pk: int) -> None:
    uploads.carry_out(pk)


def start(upload: CatalogueImport) -> None:
    """Hand the file to the worker, whichever step is next."""
    task = load_catalogue_import if upload.state == ImportState.CONFIRMED else look_at_catalogue_import
    task(upload.pk)


@db_periodic_task(crontab(minute="*"))
def sweep_catalogue_imports() -> None:
    """Resume what a killed worker left behind; forget what has expired."""
    for upload in uploads.sweep(timezone.now()):
        start(upload)
