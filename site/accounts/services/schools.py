from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.exceptions import OutOfScope
from accounts.models import School, User
from accounts.permissions import scope_of
from accounts.registry import witness


@transaction.atomic
def add_school(*, actor: User, **fields: Any) -> School:
    """A new school of the city; `fields` as in the model. Only for city administrators."""
    if not scope_of(actor).city:
        raise OutOfScope
    school = School(**fields)
    school.full_clean()
    school.save()
    witness("school_added", school, actor=actor, school=school)
    return school
