"""What the worker does for the journal."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task


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


@db_task()
def recount_programme(pk: int) -> None:
    """Count a programme's standings again after what it asks for has changed."""
    from .counting import rebuild_standings
    from .models import Programme

    for programme in Programme.objects.counting().filter(pk=pk):
        rebuild_standings(programme)


@db_periodic_task(crontab(minute="20", hour="2"))
def catch_up_with_catalogue() -> None:
    """Each night: books whose title was described anew during the day count by their new kind."""
    from .services.describing import catch_up_with_catalogue as catch_up
    from .services.describing import yesterday

    catch_up(yesterday())
