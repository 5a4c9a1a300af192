"""What the worker does for notices. The rows are the truth: a lost job is made up for by the sweep."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from . import services


@db_task()
def deliver() -> None:
    services.deliver_due()


@db_periodic_task(crontab(minute="*"))
def sweep_notices() -> None:
    """Whatever is due: new, to be tried again, or left behind by a worker that is gone."""
    services.deliver_due()


@db_periodic_task(crontab(hour="2", minute="40"))
def forget_old_notices() -> None:
    services.forget_old()
    services.forget_addresses()
