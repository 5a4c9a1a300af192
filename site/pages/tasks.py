"""What the worker does for pages. Every job finds its work in rows, so a killed one loses nothing."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

SWEEP = 5  # pictures; keeps one run short on a small machine


@db_task()
def make_renditions(image_ids: list[int]) -> None:
    from .models import Picture
    from .renditions import make

    for image in Picture.objects.on_show().filter(pk__in=image_ids):
        make(image)


@db_periodic_task(crontab(minute="*"))
def publish_what_is_due() -> None:
    from .services.publishing import publish_due

    publish_due()


@db_periodic_task(crontab(minute="*/10"))
def sweep_renditions() -> None:
    """Finishes what a killed worker left open."""
    from .models import Picture
    from .renditions import SPECS, make

    for image in Picture.objects.on_show().exclude(renditions__filter_spec=SPECS[-1]).order_by("pk")[:SWEEP]:
        make(image)


@db_periodic_task(crontab(minute="10", hour="2"))
def forget_answers_to_forms() -> None:
    """In the night after the day that a form promised."""
    from .services.answering import forget_answers

    forget_answers()


@db_periodic_task(crontab(minute="*/10"))
def sweep_search() -> None:
    """Programmes, lists and events tell nobody when they change."""
    from .search.index import sweep

    sweep()


@db_periodic_task(crontab(minute="55", hour="2"))
def forget_questions_of_readers() -> None:
    from .services.asking import forget_questions

    forget_questions()
