"""What was asked and what was answered."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User

from .form_page import FormPage, QuestionKind


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    def of(self, page: FormPage) -> AskedQuestionQuerySet:
        return self.filter(page=page).order_by("position", "pk")


class AskedQuestion(models.Model):
    """A question in the words in which it was answered. An editor's later changes do not touch it."""

    page = models.ForeignKey(FormPage, models.CASCADE, related_name="asked", verbose_name=_("form page"))
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=16, choices=QuestionKind)
    label = models.CharField(_("question"), max_length=255)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    low_label = models.CharField(_("what 1 means"), max_length=40, blank=True)
    high_label = models.CharField(_("what 5 means"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked question")
        verbose_name_plural = _("asked questions")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "name", "kind", "label"], name="asked_once_in_these_words"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def identity(self) -> tuple[str, str, str]:
        return (self.name, self.kind, self.label)

    @property
    def is_counted(self) -> bool:
        return self.kind in QuestionKind.counted()

    @property
    def key(self) -> str:
        """Its place in an answer's JSON."""
        return str(self.pk)


class FormAnswerQuerySet(models.QuerySet["FormAnswer"]):
    def to(self, page: FormPage) -> FormAnswerQuerySet:
        return self.filter(page=page)

    def by(self, user: User) -> FormAnswerQuerySet:
        return self.filter(user=user)

    def newest_first(self) -> FormAnswerQuerySet:
        return self.order_by("-created_at", "-pk")

    def saying(self, words: str) -> FormAnswerQuerySet:
        """With all these words in it, in whatever answer."""
        found = self
        for word in words.casefold().split():
            found = found.filter(words__contains=word)
        return found

    def expired(self) -> FormAnswerQuerySet:
        """Of forms whose answers were promised to be gone by now."""
        return self.filter(page__keep_until__lt=timezone.localdate())


class FormAnswer(models.Model):
    """One person's answers: {id of AskedQuestion: text, number, or list of choices}.

    `user` is kept only where the page asks for one answer an account, or for names.
    """

    page = models.ForeignKey(FormPage, models.CASCADE, related_name="answers", verbose_name=_("form page"))
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    only_one = models.BooleanField(_("the account's only one"), default=False)
    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4)
    values = models.JSONField(pgettext_lazy("form", "answers"), default=dict, encoder=DjangoJSONEncoder)
    words = models.TextField(_("words to search"), blank=True)
    created_at = models.DateTimeField(_("sent at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = FormAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("form", "answer")
        verbose_name_plural = pgettext_lazy("form", "answers")
        indexes = [models.Index(fields=["page", "-created_at", "-id"], name="form_answer_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user"],
                condition=Q(only_one=True),
                name="form_answer_one_an_account",
                violation_error_message=_("You have answered already."),
            ),
            models.UniqueConstraint(fields=["page", "ticket"], name="form_answer_once_a_ticket"),
            models.CheckConstraint(
                condition=Q(only_one=False) | Q(user__isnull=False), name="form_answer_only_one_has_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.created_at:%Y-%m-%d %H:%M}"

    def value(self, question: AskedQuestion) -> Any:
        return self.values.get(question.key)
