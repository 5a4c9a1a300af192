"""What the worker does for the journal."""

from huey.contrib.djhuey import db_task


@db_task()
def draw_chart(subject: str, pk: int) -> None:
    """Draw a picture of totals, unless the one kept is of today's data."""
    # matplotlib is loaded in here: it is heavy, and no web process may carry it.
    from .charts import draw

    draw(subject, pk)


@db_task()
def make_report(pk: int) -> None:
    """Set a monthly report; made again by whoever asks, should a worker die over it."""
    from .services.reports import make_report as make

    make(pk)
