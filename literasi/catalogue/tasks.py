"""What the worker does for the catalogue."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task


@db_periodic_task(crontab(minute="50", hour="2"))
def forget_suggesters() -> None:
    from .services.suggesting import forget_addresses

    forget_addresses()
