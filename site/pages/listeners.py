"""Wiring only: what is told to whom when a page is published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, TaskState, WorkflowState

from . import tasks
from .models import Partner


def make_renditions_of(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Pictures are made ready by the worker, never in a reader's request."""
    pictures = [image.pk for image in getattr(instance, "pictures", list)()]
    if pictures:
        transaction.on_commit(lambda: tasks.make_renditions(pictures))


def make_logo_of(sender: type[Partner], instance: Partner, **kwargs: Any) -> None:
    if (logo := instance.logo_id) is not None:
        transaction.on_commit(lambda: tasks.make_renditions([logo]))


def tell_writers(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    from .models import ArticlePage
    from .telling import tell_published

    if isinstance(instance, ArticlePage):
        tell_published(instance)


def tell_editors(sender: type[TaskState], instance: TaskState, **kwargs: Any) -> None:
    from .telling import tell_waiting

    tell_waiting(instance)


def tell_it_came_back(sender: type[WorkflowState], instance: WorkflowState, **kwargs: Any) -> None:
    from .telling import tell_returned

    tell_returned(instance)


def say_nothing(sender: Any, **kwargs: Any) -> None:
    """Stands where Wagtail would send an e-mail of its own."""
