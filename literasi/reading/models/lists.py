"""Reading lists by teachers and librarians, and what readers say about titles."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Classroom, Role, School, User
from accounts.permissions import scope_of
from literasi.catalogue.models import KEEPERS, Title


class ReadingListQuerySet(models.QuerySet["ReadingList"]):
    def kept_up(self) -> ReadingListQuerySet:
        return self.filter(retired_at__isnull=True)

    def public(self) -> ReadingListQuerySet:
        return self.kept_up().filter(is_public=True)

    def of_schools(self, school_ids: Iterable[int]) -> ReadingListQuerySet:
        """The schools' own and the city's."""
        return self.filter(Q(school__isnull=True) | Q(school__in=list(school_ids)))

    def changeable_by(self, user: User | AnonymousUser) -> ReadingListQuerySet:
        """Teachers: those they made for a school they teach at; librarians: the school's; city: all."""
        scope = scope_of(user)
        if not user.is_authenticated:
            return self.none()
        if scope.city:
            return self
        return self.filter(
            Q(school__in=scope.school_ids(*KEEPERS))
            | Q(school__in=scope.school_ids(Role.TEACHER), made_by=user)
        )


class ReadingList(models.Model):
    """Titles somebody recommends, in order. Without a school it is the city's."""

    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="reading_lists", verbose_name=_("school")
    )
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    is_public = models.BooleanField(_("shown to the public"), default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = ReadingListQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading list")
        verbose_name_plural = _("reading lists")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="reading_list_has_name",
                violation_error_message=_("A list needs a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListedTitle(models.Model):
    """One title of a list. `compulsory` asks a programme's readers to finish it."""

    reading_list = models.ForeignKey(
        ReadingList, models.CASCADE, related_name="items", verbose_name=_("reading list")
    )
    title = models.ForeignKey(
        Title, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("book", "title")
    )
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    compulsory = models.BooleanField(_("compulsory"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("listed title")
        verbose_name_plural = _("listed titles")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading_list", "title"],
                name="listed_title_once",
                violation_error_message=_("This title is already on the list."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reading_list_id}: {self.title_id}"


class ReviewState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    PUBLISHED = "published", pgettext_lazy("review", "published")
    RETURNED = "returned", _("returned")


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, reader: User) -> ReviewQuerySet:
        return self.filter(reader=reader)

    def published(self) -> ReviewQuerySet:
        return self.filter(state=ReviewState.PUBLISHED)

    def returned(self) -> ReviewQuerySet:
        return self.filter(state=ReviewState.RETURNED)

    def waiting(self) -> ReviewQuerySet:
        return self.filter(state=ReviewState.WAITING)

    def with_title(self) -> ReviewQuerySet:
        return self.select_related("title")

    def with_people(self) -> ReviewQuerySet:
        return self.select_related("reader", "classroom", "school")

    def moderated_by(self, user: User) -> ReviewQuerySet:
        """Of the user's own classes, or of the school they manage; never their own."""
        scope = scope_of(user)
        others = self.exclude(reader=user)
        if scope.city:
            return others
        return others.filter(
            Q(classroom_id__in=scope.classrooms) | Q(school_id__in=scope.school_ids(*KEEPERS))
        )


class Review(models.Model):
    """What one reader thinks of one title. Nobody but reader and moderators sees it before it is published.

    `reviewed_on` is the day it was last sent in: the day it counts in programmes of reviews.
    """

    reader = models.ForeignKey(User, models.PROTECT, related_name="reviews", verbose_name=_("reader"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    by_staff = models.BooleanField(_("by staff"), default=False)
    title = models.ForeignKey(
        Title, models.PROTECT, related_name="reviews", verbose_name=pgettext_lazy("book", "title")
    )
    rating = models.PositiveSmallIntegerField(_("rating"))
    text = models.TextField(_("review"), max_length=3000)
    state = models.CharField(_("status"), max_length=9, choices=ReviewState, default=ReviewState.WAITING)
    reviewed_on = models.DateField(_("reviewed on"))
    moderated_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("moderated by")
    )
    moderated_at = models.DateTimeField(_("moderated at"), null=True, blank=True)
    note = models.CharField(_("moderator's note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("book", "review")
        verbose_name_plural = pgettext_lazy("book", "reviews")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "title"],
                name="review_once_a_title",
                violation_error_message=_("You have already reviewed this title; change that review."),
            ),
            models.CheckConstraint(
                condition=Q(rating__range=(1, 5)),
                name="review_rating_1_5",
                violation_error_message=_("A rating is 1 to 5 stars."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.WAITING, moderated_by__isnull=True)
                | (
                    ~Q(state=ReviewState.WAITING)
                    & Q(moderated_by__isnull=False, moderated_at__isnull=False)
                    & ~Q(moderated_by=models.F("reader"))
                ),
                name="review_moderated_by_another",
                violation_error_message=_("A review is moderated by somebody else."),
            ),
        ]
        indexes = [
            models.Index(fields=["title", "state"], name="review_title_state"),
            models.Index(
                fields=["school", "created_at"],
                condition=Q(state=ReviewState.WAITING),
                name="review_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} on {self.title_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ReviewState.WAITING

    @property
    def is_published(self) -> bool:
        return self.state == ReviewState.PUBLISHED

    @property
    def is_returned(self) -> bool:
        return self.state == ReviewState.RETURNED

    @property
    def ticket(self) -> str:
        """What a moderator's form sends back: which review, and which version of it they saw."""
        return f"{self.pk}:{self.version}"
