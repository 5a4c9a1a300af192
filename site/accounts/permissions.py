"""Who may do what, as predicates over scoped grants. The QuerySet twins are `visible_to(user)`.

`scope_of(user)` reads a person's grants once per request and answers from memory after that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .models import Grant, Role

if TYPE_CHECKING:
    from .models import Classroom, School, User

# The second factor guards every role that sees more than one class.
SECOND_FACTOR_ROLES = frozenset({Role.LIBRARIAN, Role.EDITOR, Role.SCHOOL_ADMIN, Role.CITY_ADMIN})


@dataclass(frozen=True)
class Scope:
    """A person's roles: role → ids of schools; classes they teach; whether they serve the city."""

    schools: dict[str, frozenset[int]] = field(default_factory=dict)
    classrooms: frozenset[int] = frozenset()
    city: bool = False

    def has(self, *roles: Role, school_id: int | None = None) -> bool:
        """Holds one of the roles (at that school, if given). A city admin holds them all."""
        if self.city:
            return True
        held = (self.schools.get(role, frozenset()) for role in roles)
        return any(school_id in ids if school_id is not None else bool(ids) for ids in held)

    def school_ids(self, *roles: Role) -> frozenset[int]:
        return frozenset().union(*(self.schools.get(role, frozenset()) for role in roles))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.schools) | ({Role.CITY_ADMIN.value} if self.city else frozenset())


def scope_of(user: User) -> Scope:
    """The person's scope, read once per user object."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    if (cached := getattr(user, "_scope", None)) is not None:
        return cached
    schools: dict[str, set[int]] = {}
    classrooms: set[int] = set()
    city = False
    for role, school_id, classroom_id in Grant.objects.filter(user=user).values_list(
        "role", "school_id", "classroom_id"
    ):
        city = city or role == Role.CITY_ADMIN
        if school_id is not None:
            schools.setdefault(role, set()).add(school_id)
        if classroom_id is not None:
            classrooms.add(classroom_id)
    scope = Scope({role: frozenset(ids) for role, ids in schools.items()}, frozenset(classrooms), city)
    user._scope = scope  # type: ignore[attr-defined]
    return scope


def manages_school(user: User, school: School) -> bool:
    """May load the roster, hand out roles, reset anyone's PIN at the school."""
    return scope_of(user).has(Role.SCHOOL_ADMIN, Role.LIBRARIAN, school_id=school.pk)


def teaches(user: User, classroom: Classroom) -> bool:
    """A teacher of this class, or someone who manages its school."""
    scope = scope_of(user)
    return classroom.pk in scope.classrooms or scope.has(
        Role.SCHOOL_ADMIN, Role.LIBRARIAN, school_id=classroom.school_id
    )
