"""What else has to know that totals changed: the worker redraws the class's chart and weighs badges."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.cache import cache
from django.db import transaction
from huey.contrib.djhuey import HUEY

# A class that logs together is drawn once, this many seconds after the first entry.
SETTLE_SECONDS = 20


def totals_changed(classroom_ids: Iterable[int | None]) -> None:
    """Ask for new charts once the transaction holds; a queue out of order never fails an entry."""
    for classroom_id in {known for known in classroom_ids if known is not None}:
        transaction.on_commit(partial(ask_for_chart, "class-weeks", classroom_id), robust=True)


def journals_stirred() -> None:
    """Have the worker weigh badges once the transaction holds."""
    transaction.on_commit(ask_for_badges, robust=True)


def ask_for_badges() -> None:
    """Soon, and once for everybody who asks meanwhile; at once where there is no worker to wait for."""
    from ..tasks import weigh_badges

    if HUEY.immediate:
        weigh_badges()
    elif cache.add("reading:badges-asked", 1, SETTLE_SECONDS):
        weigh_badges.schedule(delay=SETTLE_SECONDS)


def ask_for_chart(subject: str, pk: int) -> None:
    """Have the worker draw soon, once for everybody who asks meanwhile."""
    from ..tasks import draw_chart

    if cache.add(f"reading:chart-asked:{subject}:{pk}", 1, SETTLE_SECONDS):
        draw_chart.schedule((subject, pk), delay=SETTLE_SECONDS)
