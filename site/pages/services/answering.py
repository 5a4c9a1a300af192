"""Answering a form, changing one's answer, and forgetting answers when their time is over."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from pages import exceptions as broken
from pages.models import AskedQuestion, FormAnswer, FormPage, FormQuestion, State
from pages.permissions import may_answer

AT_ONCE = 1000


@transaction.atomic
def answer_form(
    page: FormPage, values: Mapping[str, Any], *, user: User | AnonymousUser, ticket: uuid.UUID
) -> FormAnswer:
    """Keep an answer (question's name → value). The same ticket again is the same answer.

    Raises FormNotOpen, FormClosed, NotAsked, AnsweredAlready.
    """
    _require_open(page, user)
    if known := FormAnswer.objects.to(page).filter(ticket=ticket).first():
        return known
    account = user if page.keeps_account and isinstance(user, User) else None
    if page.once and account and FormAnswer.objects.to(page).by(account).exists():
        raise broken.AnsweredAlready
    answer = FormAnswer(page=page, user=account, only_one=page.once and account is not None, ticket=ticket)
    _fill(answer, values)
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError as error:  # the same person, or the same press of the button, was quicker
        if known := FormAnswer.objects.to(page).filter(ticket=ticket).first():
            return known
        raise broken.AnsweredAlready from error
    return answer


@transaction.atomic
def change_answer(answer: FormAnswer, values: Mapping[str, Any], *, user: User) -> FormAnswer:
    """Other answers in place of one's own. Raises FormNotOpen, FormClosed, NotAsked, AnswerIsFinal."""
    _require_open(answer.page, user)
    if not answer.page.may_edit or answer.user_id != user.pk:
        raise broken.AnswerIsFinal
    locked = FormAnswer.objects.select_for_update().get(pk=answer.pk)
    _fill(locked, values)
    locked.changed_at = timezone.now()
    locked.save()
    return locked


def _require_open(page: FormPage, user: User | AnonymousUser) -> None:
    match page.state():
        case State.BEFORE:
            raise broken.FormNotOpen
        case State.CLOSED:
            raise broken.FormClosed
    if not may_answer(user, page):
        raise broken.NotAsked


def _fill(answer: FormAnswer, values: Mapping[str, Any]) -> None:
    write_down(answer, values, asked_now(answer.page))


def write_down(answer: FormAnswer, values: Mapping[str, Any], asked: Mapping[str, AskedQuestion]) -> None:
    """The values at their questions, and all their words for those who look for one."""
    answer.values = {asked[name].key: value for name, value in values.items() if name in asked}
    texts = (value if isinstance(value, list) else [str(value)] for value in answer.values.values())
    answer.words = " ".join(word for text in texts for word in text).casefold()


def asked_now(page: FormPage) -> dict[str, AskedQuestion]:
    """The page's questions in today's words, by name; written down where they are new or look different."""
    now = [_as_asked(page, place, each) for place, each in enumerate(page.questions())]
    known = {each.identity: each for each in AskedQuestion.objects.of(page)}
    new = [each for each in now if each.identity not in known]
    if new:
        AskedQuestion.objects.bulk_create(new, ignore_conflicts=True)
        known = {each.identity: each for each in AskedQuestion.objects.of(page)}
    found = {}
    for each in now:
        found[each.name] = kept = known[each.identity]
        if _look(kept) != _look(each):
            each.pk = kept.pk
            each.save()
    return found


def _as_asked(page: FormPage, place: int, question: FormQuestion) -> AskedQuestion:
    return AskedQuestion(
        page=page,
        name=question.name,
        kind=question.field_type,
        label=question.label,
        choices=question.choice_list,
        low_label=question.low_label,
        high_label=question.high_label,
        position=place,
    )


def _look(question: AskedQuestion) -> tuple[Any, ...]:
    return (question.choices, question.low_label, question.high_label, question.position)


def forget_answers() -> int:
    """Delete answers that were promised to be gone by now, a thousand at a time."""
    gone = 0
    for page in FormPage.objects.filter(pk__in=FormAnswer.objects.expired().values("page")):
        count = 0
        while ids := list(FormAnswer.objects.expired().to(page).values_list("pk", flat=True)[:AT_ONCE]):
            count += FormAnswer.objects.filter(pk__in=ids).delete()[0]
        record("answers_forgotten", page, count=count)
        gone += count
    return gone
