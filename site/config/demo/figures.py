"""What follows from the journals: totals, and the pictures of them."""

from __future__ import annotations

from accounts.models import Classroom, School
from literasi.reading.services import rebuild_totals

from .programmes import nothing_is_due


def add_up() -> None:
    rebuild_totals()
    nothing_is_due()
    draw_charts()


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
