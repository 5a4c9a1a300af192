"""Where people go after signing in: the page of their own work, if this installation has it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse

from . import registry
from .models import Pupil, Role, User
from .permissions import MANAGERS, scope_of


def audience_of(user: User) -> str:
    """The person's main work: "principal", "teacher", "pupil", "manager", or "" for anyone else."""
    scope = scope_of(user)
    if Role.PRINCIPAL in scope.roles:
        return "principal"
    if scope.classrooms or Role.TEACHER in scope.roles:
        return "teacher"
    if Pupil.objects.active().filter(user=user).exists():
        return "pupil"
    return "manager" if scope.has(*MANAGERS) else ""


def landing_url(user: User | AnonymousUser) -> str:
    """The address; "/" where the audience has no page of its own yet."""
    name = registry.landing_pages.get(audience_of(user)) if isinstance(user, User) else None
    try:
        return reverse(name) if name else "/"
    except NoReverseMatch:
        return "/"
