"""What the worker does for accounts."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from .models import RosterImport, RosterState
from .roster import uploads


@db_task()
def read_roster(pk: int) -> None:
    uploads.read_file(pk)


@db_task()
def load_roster(pk: int) -> None:
    uploads.carry_out(pk)


def start(upload: RosterImport) -> None:
    """Hand the roster to the worker, whichever step is next."""
    (load_roster if upload.state == RosterState.CONFIRMED else read_roster)(upload.pk)


@db_periodic_task(crontab(minute="*"))
def sweep_rosters() -> None:
    """Resume what a killed worker left behind; forget what has expired."""
    for upload in uploads.sweep(timezone.now()):
        start(upload)
