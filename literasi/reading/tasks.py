"""What the worker does for the journal."""

from django.utils import timezone
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
    """Set a monthly report."""
    from .services.reports import make_report as make

    make(pk)


@db_periodic_task(crontab(minute="*/5"))
def sweep_reports() -> None:
    """Make the reports that a killed worker left."""
    from .services.reports import given_up

    for pk in given_up(timezone.now()):
        make_report(pk)


@db_task()
def count_programme(programme_id: int) -> None:
    """Count a programme's standings anew, as far as that is due."""
    from .services.recounting import count_due

    count_due(programme_id)


@db_periodic_task(crontab(minute="20", hour="2"))
def catch_up_with_catalogue() -> None:
    """Each night: books whose title was described anew during the day count by their new kind."""
    from .services.describing import catch_up_with_catalogue as catch_up
    from .services.describing import yesterday

    catch_up(yesterday())


@db_periodic_task(crontab(minute="*/5"))
def count_programmes() -> None:
    """What a worker that died has left: every programme that has been due for a while."""
    from .services.recounting import overdue_programmes

    for programme_id in overdue_programmes():
        count_programme(programme_id)


@db_task()
def make_export(pk: int) -> None:
    from .exchange import exporting

    exporting.make(pk)


@db_periodic_task(crontab(minute="*"))
def sweep_exports() -> None:
    """Make again what a killed worker left half done; forget what has expired."""
    from .exchange import exporting

    for export in exporting.sweep(timezone.now()):
        make_export(export.pk)


@db_task()
def weigh_badges() -> None:
    """Award what was earned lately."""
    from .services.badges import weigh_stirred

    weigh_stirred()


@db_task()
def weigh_whole_school(school_id: int | None) -> None:
    """Award what a new or changed badge finds already earned; with None everywhere."""
    from .services.badges import weigh_school

    weigh_school(school_id)


@db_periodic_task(crontab(minute="*/10"))
def sweep_badges() -> None:
    """Whatever a killed worker left unweighed."""
    from .services.badges import weigh_stirred

    weigh_stirred()
