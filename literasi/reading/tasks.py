"""What the worker does for the journal."""

from huey.contrib.djhuey import db_task


@db_task()
def draw_class_chart(classroom_id: int) -> None:
    """Draw the class's weekly minutes, unless the picture kept is of today's data."""
    # Imported by the worker alone: matplotlib is heavy and no web process may carry it.
    from .charts import draw_class_weeks

    draw_class_weeks(classroom_id)
