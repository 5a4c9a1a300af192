"""Who may see and revoke letters. The QuerySet twin of `manages_letter` is `Letter.objects.managed_by`."""

from __future__ import annotations

import rules

from accounts.models import User
from accounts.permissions import MANAGERS, scope_of

from . import registry
from .models import Letter


@rules.predicate
def manages_letter(user: User, letter: Letter) -> bool:
    """Runs the school that issued it; the city's own letters are the city's."""
    scope = scope_of(user)
    return scope.city or (letter.school_id is not None and scope.has(*MANAGERS, school_id=letter.school_id))


@rules.predicate
def is_about(user: User, letter: Letter) -> bool:
    return letter.subject_id is not None and letter.subject_id == user.pk


@rules.predicate
def kind_shows(user: User, letter: Letter) -> bool:
    """The app behind the letter lets this person see it, say as teacher of the class."""
    kind = registry.known(letter.kind)
    return bool(kind and kind.may_see and kind.may_see(user, letter))


rules.add_perm("letters.see_letter", is_about | manages_letter | kind_shows)
rules.add_perm("letters.manage_letter", manages_letter)
