"""What follows from the journals: totals, and the pictures of them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.models import Classroom, School
from literasi.reading.models import Award
from literasi.reading.services import prepare_badges, rebuild_totals
from literasi.reading.services.badges import weigh_school

from .programmes import nothing_is_due


def add_up() -> None:
    rebuild_totals()
    nothing_is_due()
    award_badges()
    draw_charts()


def award_badges() -> None:
    """As if they had been weighed all year: spread over the months, and all but the newest already seen."""
    prepare_badges()
    weigh_school(None)
    now = timezone.now()
    awards = list(Award.objects.order_by("pk"))
    for award in awards:
        days = award.pk * 37 % 200
        award.awarded_at = now - dt.timedelta(days=days, hours=2)
        award.seen_at = award.awarded_at if days > 3 else None
    Award.objects.bulk_update(awards, ["awarded_at", "seen_at"], batch_size=500)


def draw_charts() -> None:
    """As the worker would at the first visit, so that the first visitor already sees them."""
    from literasi.reading.charts import draw  # carries matplotlib: not for the web process

    for pk in Classroom.objects.current().values_list("pk", flat=True):
        draw("class-weeks", pk)
    for pk in School.objects.values_list("pk", flat=True):
        for subject in ("school-weeks", "school-levels", "school-genres"):
            draw(subject, pk)
    for subject in ("city-weeks", "city-levels", "city-genres"):
        draw(subject, 0)
