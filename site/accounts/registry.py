"""Questions that accounts asks of later apps. They register in their `apps.ready()`.

witnesses       called for every verb: `(verb, obj, *, actor, school, **details)`; audit registers.
role_listeners  called with the user after a role is granted or revoked, in the same transaction;
                pages registers, so that an editor may enter the CMS.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

witnesses: list[Callable[..., Any]] = []
role_listeners: list[Callable[[Any], None]] = []


def witness(verb: str, obj: models.Model, **details: Any) -> None:
    """Tell every witness. Call inside the transaction of the verb."""
    for tell in witnesses:
        tell(verb, obj, **details)
