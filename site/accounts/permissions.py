"""Who may do what, as predicates over scoped grants. The QuerySet twins are `visible_to(user)`.

`scope_of(user)` reads a person's grants once per request and answers from memory after that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from .models import Classroom, Grant, Pupil, Role, School, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# The second factor guards every role that sees more than one class.
SECOND_FACTOR_ROLES = frozenset(
    {Role.LIBRARIAN, Role.EDITOR, Role.SCHOOL_ADMIN, Role.PRINCIPAL, Role.CITY_ADMIN}
)

# Who runs a school. Nobody hands out, takes away or resets what ranks above themselves.
MANAGERS = (Role.SCHOOL_ADMIN, Role.LIBRARIAN)
# Who sees a school's own page: its managers, and the principal, who looks on.
OVERSEERS = (*MANAGERS, Role.PRINCIPAL)
RANK = {
    Role.TEACHER: 1,
    Role.ORGANISER: 1,
    Role.JUDGE: 1,
    Role.EDITOR: 1,
    Role.PRINCIPAL: 1,
    Role.LIBRARIAN: 2,
    Role.SCHOOL_ADMIN: 3,
    Role.CITY_ADMIN: 4,
}
# What it takes to grant, revoke or reset a role: its own rank, except that an editor writes for the whole
# city and a principal heads the school: neither is in a librarian's hands.
NEEDED = {**RANK, Role.EDITOR: RANK[Role.SCHOOL_ADMIN], Role.PRINCIPAL: RANK[Role.SCHOOL_ADMIN]}


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

    def rank_at(self, school_id: int | None) -> int:
        """Height of the person's highest role at the school (`None`: for the whole city), 0 to 4."""
        if self.city:
            return RANK[Role.CITY_ADMIN]
        return max((RANK[Role(role)] for role, ids in self.schools.items() if school_id in ids), default=0)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.schools) | ({Role.CITY_ADMIN.value} if self.city else frozenset())


def scope_of(user: User | AnonymousUser) -> Scope:
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


def managed_schools(user: User) -> QuerySet[School]:
    """The schools whose people and classes the person looks after."""
    scope = scope_of(user)
    every = School.objects.all()
    return every if scope.city else every.filter(pk__in=scope.school_ids(*MANAGERS))


def overseen_schools(user: User) -> QuerySet[School]:
    """The schools whose own page the person may open; what it lets them do is another question."""
    scope = scope_of(user)
    every = School.objects.all()
    return every if scope.city else every.filter(pk__in=scope.school_ids(*OVERSEERS))


def taught_classrooms(user: User) -> QuerySet[Classroom]:
    """The QuerySet twin of `teaches`."""
    scope = scope_of(user)
    every = Classroom.objects.all()
    if scope.city:
        return every
    return every.filter(Q(pk__in=scope.classrooms) | Q(school__in=scope.school_ids(*MANAGERS)))


def looks_after(user: User, pupil_ids: Iterable[int]) -> bool:
    """All these pupils sit in classes the person teaches, or in schools they manage; for nobody: yes."""
    scope = scope_of(user)
    if scope.city:
        return True
    ids = set(pupil_ids)
    here = Pupil.objects.filter(pk__in=ids).filter(
        Q(school__in=scope.school_ids(*MANAGERS))
        | Q(enrolments__classroom__in=scope.classrooms, enrolments__ends_on__isnull=True)
    )
    return here.values("pk").distinct().count() == len(ids)


def people_of(school: School) -> QuerySet[User]:
    """Everyone who holds a role at the school or is on its roster."""
    return User.objects.filter(Q(grants__school=school) | Q(pupil__school=school)).distinct()


def may_hand_out(user: User, role: Role | str, school: School | None) -> bool:
    """May grant or revoke this role there: a manager, and the role does not rank above their own."""
    mine = scope_of(user).rank_at(school.pk if school else None)
    return mine >= RANK[Role.LIBRARIAN] and mine >= NEEDED[Role(role)]


def grantable_roles(user: User, school: School) -> list[Role]:
    return [role for role in Role if role != Role.CITY_ADMIN and may_hand_out(user, role, school)]


def may_reset(user: User, person: User) -> bool:
    """May give the person a new first PIN, and so could sign in as them once.

    Therefore whoever resets must outrank or equal the person wherever that person holds a role: a role
    granted at one's own school is no way into somebody's account at another.
    """
    if user.pk == person.pk:
        return False
    scope = scope_of(user)
    grants = Grant.objects.filter(user=person).values_list("role", "school_id")
    if not all(
        RANK[Role.LIBRARIAN] <= (mine := scope.rank_at(s)) and mine >= NEEDED[Role(r)] for r, s in grants
    ):
        return False
    pupil = Pupil.objects.filter(user=person).first()
    if pupil is None:
        return bool(grants) or scope.city
    sits_with_me = pupil.enrolments.open().filter(classroom__in=taught_classrooms(user)).exists()
    return sits_with_me or scope.has(*MANAGERS, school_id=pupil.school_id)


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether this installation asks this person for a second factor."""
    return settings.STAFF_MUST_USE_SECOND_FACTOR and bool(scope_of(user).roles & SECOND_FACTOR_ROLES)
