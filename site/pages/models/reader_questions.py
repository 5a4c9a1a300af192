"""What readers ask the librarian, and what of it everybody may read."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from accounts.models import Role, School, User
from accounts.permissions import scope_of

SLUG_LENGTH = 60


@register_snippet
class QuestionCategory(models.Model):
    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("category of questions")
        verbose_name_plural = _("categories of questions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class QuestionState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("question", "waiting")
    ANSWERED = "answered", pgettext_lazy("question", "answered")
    CLOSED = "closed", pgettext_lazy("question", "closed without an answer")


class ReaderQuestionQuerySet(models.QuerySet["ReaderQuestion"]):
    def answerable_by(self, user: User) -> ReaderQuestionQuerySet:
        """Those asked of the librarian's own school; the city's administrators answer all."""
        scope = scope_of(user)
        return self if scope.city else self.filter(school__in=scope.school_ids(Role.LIBRARIAN))

    def asked_by(self, user: User) -> ReaderQuestionQuerySet:
        return self.filter(asker=user)

    def published(self) -> ReaderQuestionQuerySet:
        return self.filter(published_at__isnull=False)

    def waiting(self) -> ReaderQuestionQuerySet:
        return self.filter(state=QuestionState.WAITING)

    def saying(self, words: str) -> ReaderQuestionQuerySet:
        """With all these words in the published question or its answer."""
        found = self
        for word in words.casefold().split():
            found = found.filter(words__contains=word)
        return found


class ReaderQuestion(models.Model):
    """`text` is the asker's own and stays inside; the public reads `public_question` and `answer` only.

    `address` is there until the answer was sent to it.
    """

    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reader_questions",
        verbose_name=_("school"),
    )
    text = models.TextField(_("question as it was asked"), max_length=1500, blank=True)
    asker = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=QuestionState, default=QuestionState.WAITING)
    assigned_to = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in the hands of")
    )
    answer = models.TextField(pgettext_lazy("question", "answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered or closed at"), null=True, blank=True)
    public_question = models.CharField(_("question in public words"), max_length=200, blank=True)
    category = models.ForeignKey(
        QuestionCategory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("category"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    words = models.TextField(_("words to search"), blank=True, editable=False)
    created_at = models.DateTimeField(_("asked at"), default=timezone.now)

    objects = ReaderQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to the librarian")
        verbose_name_plural = _("questions to the librarian")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_has_answer",
                violation_error_message=_("An answered question needs its answer."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | (Q(state="answered") & ~Q(public_question="")),
                name="question_published_in_own_words",
                violation_error_message=_("Put the question into public words before you publish it."),
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(address=""),
                name="question_address_only_while_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.public_question or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reader_question", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(self.public_question)[:SLUG_LENGTH].strip("-") or "pertanyaan"
