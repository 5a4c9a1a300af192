"""Who may answer a form, read its results, write for the news, and answer readers' questions."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from accounts.models import Pupil, Role, User
from accounts.permissions import scope_of
from literasi.reading.queries import pupil_of

from .models import Audience, FormPage
from .models.form_page import PUPIL

STAFF_WRITERS = (Role.TEACHER, Role.LIBRARIAN, Role.EDITOR)


def writes_articles(user: User) -> bool:
    """Pupils who sit at a school, and the staff who write; what becomes public an editor decides."""
    return pupil_of(user) is not None or scope_of(user).has(*STAFF_WRITERS)


def may_be_asked_to_write(user: User | AnonymousUser) -> bool:
    """Whom the news invite: those who write, and strangers, who may be one of them."""
    return not user.is_authenticated or writes_articles(user)


def may_answer(user: User | AnonymousUser, page: FormPage) -> bool:
    if page.audience == Audience.EVERYONE:
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    return page.audience == Audience.SIGNED_IN or _holds(user, set(page.roles))  # type: ignore[arg-type]


def _holds(user: User, roles: set[str]) -> bool:
    if roles & scope_of(user).roles:
        return True
    return PUPIL in roles and Pupil.objects.active().filter(user=user).exists()


def reads_results(user: User | AnonymousUser, page: FormPage) -> bool:
    """Those who may edit the page in the CMS."""
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return page.permissions_for_user(user).can_edit()


def answers_questions(user: User | AnonymousUser) -> bool:
    """The QuerySet twin is `ReaderQuestion.objects.answerable_by(user)`."""
    return scope_of(user).has(Role.LIBRARIAN)  # type: ignore[arg-type]
