"""Who may look after which books. The QuerySet twins are `Place.objects.kept_by(user)` and Copy's."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.permissions import scope_of

from .models import KEEPERS, Place


def keeps_books(user: User | AnonymousUser) -> bool:
    """A librarian or operator of any school: may describe titles, which all libraries share."""
    return scope_of(user).has(*KEEPERS)  # type: ignore[arg-type]


def keeps_place(user: User, place: Place) -> bool:
    """Of the place's own school; the city's places belong to the city's administrators."""
    scope = scope_of(user)
    return scope.city or (place.school_id is not None and scope.has(*KEEPERS, school_id=place.school_id))
