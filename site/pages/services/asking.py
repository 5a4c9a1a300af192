"""Readers ask, librarians answer, and what may help others is published in the librarian's words."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import School, User
from audit.services import record
from pages import exceptions as broken
from pages import telling_askers
from pages.models import QuestionCategory, QuestionState, ReaderQuestion

# What nobody needs any more: answered and closed ones, and those that nobody answered.
KEEP_DONE = dt.timedelta(days=90)
KEEP_WAITING = dt.timedelta(days=365)


@transaction.atomic
def ask(
    text: str,
    *,
    user: User | AnonymousUser,
    ticket: uuid.UUID,
    address: str = "",
    school: School | None = None,
) -> ReaderQuestion:
    """Write a question down. The same ticket again is the same question."""
    account = user if isinstance(user, User) else None
    question = ReaderQuestion(
        text=text, asker=account, address="" if account else address, school=school, ticket=ticket
    )
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError:
        return ReaderQuestion.objects.get(ticket=ticket)
    return question


@transaction.atomic
def take(question: ReaderQuestion, *, by: User) -> ReaderQuestion:
    """Say that one sees to it; once more puts it back. Raises QuestionTaken, QuestionDone."""
    locked = _waiting(question)
    if locked.assigned_to_id not in (None, by.pk):
        raise broken.QuestionTaken
    locked.assigned_to = None if locked.assigned_to_id else by
    locked.save(update_fields=["assigned_to"])
    return locked


@transaction.atomic
def answer(
    question: ReaderQuestion,
    text: str,
    *,
    by: User,
    public_question: str = "",
    category: QuestionCategory | None = None,
    publish: bool = False,
) -> ReaderQuestion:
    """Answer, or mend an answer; who asked is told once. Published or private. Raises NotInPublicWords."""
    if publish and not public_question.strip():
        raise broken.NotInPublicWords
    locked = ReaderQuestion.objects.select_for_update().get(pk=question.pk)
    first = locked.state != QuestionState.ANSWERED
    address, locked.address = locked.address, ""
    locked.state, locked.answer = QuestionState.ANSWERED, text
    locked.public_question, locked.category = public_question.strip(), category
    locked.published_at = (locked.published_at or timezone.now()) if publish else None
    locked.words = f"{locked.public_question} {text}".casefold() if publish else ""
    if first:
        locked.answered_by, locked.answered_at = by, timezone.now()
    locked.save()
    record("question_answered", locked, actor=by, school=locked.school, published=publish)
    if first:
        telling_askers.tell_answered(locked, address)
    return locked


@transaction.atomic
def close(question: ReaderQuestion, *, by: User) -> ReaderQuestion:
    """Put aside what is no question. Nobody is told; an address is deleted at once. Raises QuestionDone."""
    locked = _waiting(question)
    locked.state, locked.address, locked.answered_by = QuestionState.CLOSED, "", by
    locked.answered_at = timezone.now()
    locked.save()
    record("question_closed", locked, actor=by, school=locked.school)
    return locked


def _waiting(question: ReaderQuestion) -> ReaderQuestion:
    locked = ReaderQuestion.objects.select_for_update().get(pk=question.pk)
    if locked.state != QuestionState.WAITING:
        raise broken.QuestionDone
    return locked


def forget_questions() -> int:
    """Delete what is done or was never answered; of published ones only who asked, and in which words."""
    now = timezone.now()
    done = Q(answered_at__lt=now - KEEP_DONE)
    old = ReaderQuestion.objects.filter(published_at__isnull=True)
    never = Q(state=QuestionState.WAITING, created_at__lt=now - KEEP_WAITING)
    gone = old.filter(done | never).delete()[0]
    kept = ReaderQuestion.objects.published().filter(done).exclude(text="", asker=None)
    return gone + kept.update(text="", asker=None)
