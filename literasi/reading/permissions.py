"""Who may do what with journals. The QuerySet twins: ReadingLog.visible_to / checkable_by, classes_of."""

from __future__ import annotations

import rules

from accounts.models import Classroom, Role, School, User
from accounts.permissions import scope_of, teaches

from .models import Programme, ReadingLog, Review
from .queries import pupil_of, reads_at

STAFF = (Role.TEACHER, Role.LIBRARIAN, Role.ORGANISER, Role.SCHOOL_ADMIN, Role.PRINCIPAL)
PLANNERS = (Role.LIBRARIAN, Role.SCHOOL_ADMIN)
CHECKERS = (Role.TEACHER, Role.LIBRARIAN, Role.SCHOOL_ADMIN)


@rules.predicate
def is_pupil(user: User) -> bool:
    return user.is_authenticated and pupil_of(user) is not None


@rules.predicate
def is_reader(user: User) -> bool:
    """Keeps a journal: a pupil, or staff who read along."""
    return user.is_authenticated and reads_at(user) is not None


@rules.predicate
def is_checker(user: User) -> bool:
    """Looks after classes somewhere."""
    return scope_of(user).has(*CHECKERS)


@rules.predicate
def keeps_badges(user: User) -> bool:
    """Makes a school's badges, or the city's."""
    return scope_of(user).has(Role.LIBRARIAN, Role.SCHOOL_ADMIN)


@rules.predicate
def owns_entry(user: User, entry: ReadingLog) -> bool:
    return entry.reader_id == user.pk


@rules.predicate
def looks_after_class(user: User, classroom: Classroom) -> bool:
    return teaches(user, classroom)


@rules.predicate
def checks_class_of(user: User, entry: ReadingLog) -> bool:
    scope = scope_of(user)
    return entry.classroom_id in scope.classrooms or scope.has(
        Role.LIBRARIAN, Role.SCHOOL_ADMIN, school_id=entry.school_id
    )


@rules.predicate
def moderates_class_of(user: User, review: Review) -> bool:
    scope = scope_of(user)
    return review.classroom_id in scope.classrooms or scope.has(
        Role.LIBRARIAN, Role.SCHOOL_ADMIN, school_id=review.school_id
    )


@rules.predicate
def is_list_maker(user: User) -> bool:
    """Teaches or keeps books somewhere."""
    return scope_of(user).has(*CHECKERS)


@rules.predicate
def wrote_review(user: User, review: Review) -> bool:
    return review.reader_id == user.pk


@rules.predicate
def works_at(user: User, school: School) -> bool:
    return scope_of(user).has(*STAFF, school_id=school.pk)


@rules.predicate
def serves_the_city(user: User) -> bool:
    return scope_of(user).city


@rules.predicate
def sets_limits_of(user: User, school: School) -> bool:
    return scope_of(user).has(Role.LIBRARIAN, Role.SCHOOL_ADMIN, school_id=school.pk)


def plans_whole_school(user: User, school: School | None) -> bool:
    """May plan programmes for everybody at the school (`None`: in the city)."""
    scope = scope_of(user)
    return scope.city if school is None else scope.has(*PLANNERS, school_id=school.pk)


@rules.predicate
def plans_programmes(user: User) -> bool:
    """Sees the desk of programmes somewhere."""
    return scope_of(user).has(*STAFF)


@rules.predicate
def runs_programme(user: User, programme: Programme) -> bool:
    """Planners of its school; a teacher where it is for their own classes alone."""
    if plans_whole_school(user, programme.school):
        return True
    classes = set(programme.plan.get("classrooms", ()))
    return bool(classes) and classes <= scope_of(user).classrooms and not programme.for_staff


@rules.predicate
def checks_at(user: User, school: School) -> bool:
    return scope_of(user).has(*CHECKERS, school_id=school.pk)


rules.add_perm("reading.keep_journal", is_reader)
rules.add_perm("reading.sit_in_class", is_pupil)
rules.add_perm("reading.check_journals", is_checker)
rules.add_perm("reading.keep_badges", keeps_badges)
rules.add_perm("reading.see_class", looks_after_class)
rules.add_perm("reading.see_entry", owns_entry | checks_class_of)
rules.add_perm("reading.check_entry", checks_class_of & ~owns_entry)
rules.add_perm("reading.moderate_review", moderates_class_of & ~wrote_review)
rules.add_perm("reading.make_lists", is_list_maker)
rules.add_perm("reading.see_school", works_at)
rules.add_perm("reading.exchange_files", checks_at)
rules.add_perm("reading.set_limits", sets_limits_of)
rules.add_perm("reading.see_city", serves_the_city)
rules.add_perm("reading.plan_programmes", plans_programmes)
rules.add_perm("reading.run_programme", runs_programme)
