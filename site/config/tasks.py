"""Jobs that belong to no app."""

from django.core.cache import cache
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

HEARTBEAT = "worker:last-seen"


@db_periodic_task(crontab(minute="*"))
def heartbeat() -> str:
    """Leaves the time in the cache, so that a monitor can tell a dead worker from an idle one."""
    now = timezone.now().isoformat()
    cache.set(HEARTBEAT, now, timeout=600)
    return now
