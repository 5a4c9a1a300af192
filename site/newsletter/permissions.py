"""Who looks after the newsletter: those who edit the news."""

from __future__ import annotations

import rules

from accounts.models import Role, User
from accounts.permissions import scope_of


@rules.predicate
def is_editor(user: User) -> bool:
    return scope_of(user).has(Role.EDITOR)


rules.add_perm("newsletter.edit_issues", is_editor)
