"""What the worker does for the newsletter. The rows are the truth: a lost run is made up for by the next."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from . import services


@db_periodic_task(crontab(minute="5"))
def send_newsletter() -> None:
    """Every hour, so that a worker that was away at seven, or a released issue, is made up for."""
    services.pause_unreachable()
    services.send_due()


@db_periodic_task(crontab(hour="2", minute="20"))
def forget_unconfirmed() -> None:
    services.forget_unconfirmed()
