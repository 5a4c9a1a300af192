"""Questions that accounts asks of later apps. They register in their `apps.ready()`.

witnesses       called for every verb: `(verb, obj, *, actor, school, **details)`; audit registers.
role_listeners  called with the user after a role is granted or revoked, in the same transaction;
                pages registers, so that an editor may enter the CMS.
own_data        what "download my data" holds: heading → callable(user) answering JSON values.
school_links    links of later apps on a school's page: (label, name of a URL that takes the NPSN), for
                those who run the school.
report_links    the same for pages that the school's principal may open, too.
landing_pages   where people go after signing in: audience → URL name (see accounts.landing). A name
                that this installation does not have leads to the home page.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

witnesses: list[Callable[..., Any]] = []
role_listeners: list[Callable[[Any], None]] = []
own_data: dict[str, Callable[[Any], Any]] = {}
school_links: list[tuple[Any, str]] = []
report_links: list[tuple[Any, str]] = []
landing_pages: dict[str, str] = {
    "pupil": "my_reading",
    "teacher": "classes",
    "principal": "schools",
    "manager": "schools",
}


def witness(verb: str, obj: models.Model, **details: Any) -> None:
    """Tell every witness. Call inside the transaction of the verb."""
    for tell in witnesses:
        tell(verb, obj, **details)


def tell_role_listeners(user: Any) -> None:
    """Call after a role was granted or revoked, inside the transaction. The user's old scope is forgotten."""
    user.__dict__.pop("_scope", None)
    for listen in role_listeners:
        listen(user)
