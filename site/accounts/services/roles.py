"""Roles are given and taken within the giver's own scope."""

from __future__ import annotations

from django.db import transaction

from accounts.exceptions import LastAdministrator, OutOfScope
from accounts.models import Classroom, Grant, Role, School, User
from accounts.permissions import may_hand_out
from accounts.registry import tell_role_listeners, witness

from .locks import lock_operators, lock_person


@transaction.atomic
def grant_role(
    person: User,
    role: Role | str,
    *,
    actor: User | None,
    school: School | None = None,
    classroom: Classroom | None = None,
) -> Grant:
    """Give a role, at a school or (city administrator) everywhere; giving it twice changes nothing.

    `actor=None` is the command line. Raises OutOfScope for a role above the actor's own, or a class of
    another school.
    """
    if actor is not None and not may_hand_out(actor, role, school):
        raise OutOfScope
    if classroom is not None and (school is None or classroom.school_id != school.pk):
        raise OutOfScope
    locked = lock_person(person)
    held = Grant.objects.filter(user=locked, role=role, school=school, classroom=classroom).first()
    if held is not None:
        return held
    grant = Grant.objects.create(user=locked, role=role, school=school, classroom=classroom)
    _record("role_granted", grant, actor)
    tell_role_listeners(locked)
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, actor: User) -> None:
    """Take a role away; one that is gone already stays gone. The last operator of a place stays."""
    if not may_hand_out(actor, grant.role, grant.school):
        raise OutOfScope
    lock_operators(grant.school)
    current = Grant.objects.select_for_update().filter(pk=grant.pk).first()
    if current is None:
        return
    if _is_last_operator(current, actor):
        raise LastAdministrator
    _record("role_revoked", current, actor)
    Grant.objects.filter(pk=current.pk).delete()
    tell_role_listeners(current.user)


def _is_last_operator(grant: Grant, actor: User) -> bool:
    """A city administrator may leave a school without an operator; nobody may leave the city without one."""
    if grant.role not in (Role.SCHOOL_ADMIN, Role.CITY_ADMIN):
        return False
    others = Grant.objects.filter(role=grant.role, school=grant.school).exclude(pk=grant.pk)
    by_city = may_hand_out(actor, Role.CITY_ADMIN, None) and grant.role == Role.SCHOOL_ADMIN
    return not by_city and not others.filter(user__is_active=True).exists()


def _record(verb: str, grant: Grant, actor: User | None) -> None:
    witness(verb, grant.user, actor=actor, school=grant.school, role=grant.role, classroom=grant.classroom_id)
