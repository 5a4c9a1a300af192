"""Writing the log: called by other apps' services, inside their transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from accounts.models import School, User

from .models import Event


def record(
    verb: str,
    obj: models.Model,
    *,
    actor: User | None = None,
    school: School | None = None,
    **details: Any,
) -> Event:
    """Write one event about `obj`. `details` must be JSON values: codes and counts, no personal data."""
    return Event.objects.create(
        verb=verb,
        kind=obj._meta.label_lower,
        object_id=str(obj.pk),
        actor=actor,
        school=school,
        details=details,
    )


def record_all(
    verb: str,
    objects: Sequence[models.Model],
    *,
    actor: User | None = None,
    school: School | None = None,
    **details: Any,
) -> None:
    """The same event about each of many objects, written at once."""
    Event.objects.bulk_create(
        Event(
            verb=verb,
            kind=obj._meta.label_lower,
            object_id=str(obj.pk),
            actor=actor,
            school=school,
            details=details,
        )
        for obj in objects
    )
