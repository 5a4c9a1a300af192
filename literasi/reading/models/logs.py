"""The entries of the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, Role, School, User
from accounts.permissions import scope_of

from .sessions import ClassSession
from .sheets import JournalSheet, ParentSignature
from .shelf import ShelfBook

# Beyond these no school's own limits go; they keep the columns honest whatever writes to them.
MAX_MINUTES = 1440
MAX_PAGES = 2000


class Status(models.TextChoices):
    WAITING = "waiting", _("waiting")
    VERIFIED = "verified", _("verified")
    RETURNED = "returned", _("returned")


class Evidence(models.IntegerChoices):
    """How well an entry is vouched for, weakest first (domain: the ladder of verification)."""

    SELF = 10, _("the reader's own word")
    PARENT = 20, _("signed by a parent")
    ORAL = 30, _("retold to the teacher")
    LOAN = 40, _("backed by a loan")
    SESSION = 50, _("read in a class session")


class Source(models.TextChoices):
    """How an entry came into the journal."""

    FORM = "form", _("written by the reader")
    SESSION = "session", _("class session")
    PAPER = "paper", _("paper journal")
    IMPORT = "import", pgettext_lazy("source", "import")


class Flag(models.TextChoices):
    """What a checker should look at."""

    COPIED = "copied", _("same text as another response")
    BLURB = "blurb", _("text of the book's own summary")
    GIBBERISH = "gibberish", _("not a readable sentence")
    SHORT = "short", _("response too short")
    NEAR_LIMIT = "near_limit", _("close to the limit")


class ReadingLogQuerySet(models.QuerySet["ReadingLog"]):
    def of(self, reader: User) -> ReadingLogQuerySet:
        return self.filter(reader=reader)

    def in_classes(self, classrooms: Iterable[Classroom | int]) -> ReadingLogQuerySet:
        return self.filter(classroom__in=classrooms)

    def on(self, day: dt.date) -> ReadingLogQuerySet:
        return self.filter(read_on=day)

    def waiting(self) -> ReadingLogQuerySet:
        return self.filter(status=Status.WAITING)

    def returned(self) -> ReadingLogQuerySet:
        return self.filter(status=Status.RETURNED)

    def counted(self) -> ReadingLogQuerySet:
        """Everything the totals are made of: a returned entry counts again once it is mended."""
        return self.exclude(status=Status.RETURNED)

    def oldest_first(self) -> ReadingLogQuerySet:
        return self.order_by("created_at", "pk")

    def newest_first(self) -> ReadingLogQuerySet:
        return self.order_by("-read_on", "-pk")

    def flagged(self) -> ReadingLogQuerySet:
        return self.exclude(flags=[])

    def with_book(self) -> ReadingLogQuerySet:
        return self.select_related("book")

    def with_reader(self) -> ReadingLogQuerySet:
        return self.select_related("reader")

    def with_classroom(self) -> ReadingLogQuerySet:
        return self.select_related("classroom")

    def checkable_by(self, user: User) -> ReadingLogQuerySet:
        """Entries of the user's own classes, or of the school they manage; never their own."""
        return self._seen_as_staff(user).exclude(reader=user)

    def visible_to(self, user: User) -> ReadingLogQuerySet:
        """One's own, and those one may check."""
        return self._seen_as_staff(user) | self.filter(reader=user)

    def _seen_as_staff(self, user: User) -> ReadingLogQuerySet:
        scope = scope_of(user)
        if scope.city:
            return self.all()
        managed = scope.school_ids(Role.SCHOOL_ADMIN, Role.LIBRARIAN)
        return self.filter(Q(classroom_id__in=scope.classrooms) | Q(school_id__in=managed))


class ReadingLog(models.Model):
    """One sitting with one book: what, when, how much, and who vouches for it.

    `classroom` is where the reader sat on `read_on`; `by_staff` says that a teacher or principal read.
    `version` grows with every change the reader makes, so that a teacher never verifies something other
    than what was on the screen. `late_days` is how long after reading the entry was written. Only a class
    session may leave the book open.
    """

    client_id = models.UUIDField(_("form number"), editable=False)
    reader = models.ForeignKey(User, models.PROTECT, related_name="reading_logs", verbose_name=_("reader"))
    school = models.ForeignKey(School, models.PROTECT, related_name="reading_logs", verbose_name=_("school"))
    classroom = models.ForeignKey(
        Classroom,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reading_logs",
        verbose_name=_("class"),
    )
    by_staff = models.BooleanField(_("read by staff"), default=False)
    source = models.CharField(_("source"), max_length=7, choices=Source, default=Source.FORM)
    session = models.ForeignKey(
        ClassSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="logs",
        verbose_name=_("class session"),
    )
    sheet = models.ForeignKey(
        JournalSheet, models.PROTECT, null=True, blank=True, related_name="logs", verbose_name=_("sheet")
    )
    signature = models.ForeignKey(
        ParentSignature,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="logs",
        verbose_name=_("parent's signature"),
    )
    book = models.ForeignKey(
        ShelfBook, models.PROTECT, null=True, blank=True, related_name="logs", verbose_name=_("book")
    )
    read_on = models.DateField(_("read on"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=0)
    page_from = models.PositiveSmallIntegerField(_("from page"), null=True, blank=True)
    page_to = models.PositiveSmallIntegerField(_("to page"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    finished = models.BooleanField(_("finished the book"), default=False)
    response = models.TextField(_("response"), max_length=2000, blank=True)
    # Length without padding, and a folded digest to find copies by; both follow from `response`.
    response_length = models.PositiveSmallIntegerField(default=0, editable=False)
    response_key = models.CharField(max_length=32, blank=True, editable=False)
    flags = models.JSONField(_("flags"), default=list, blank=True)
    late_days = models.PositiveSmallIntegerField(_("days logged late"), default=0)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(_("evidence"), choices=Evidence, default=Evidence.SELF)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    note = models.CharField(_("teacher's note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("logged at"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)

    objects = ReadingLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "client_id"],
                name="log_once_a_form",
                violation_error_message=_("This entry has already been saved."),
            ),
            models.UniqueConstraint(
                fields=["book"],
                condition=Q(finished=True) & ~Q(status=Status.RETURNED),
                name="log_finishes_a_book_once",
                violation_error_message=_("A book is finished once."),
            ),
            models.CheckConstraint(
                condition=Q(pages__gt=0) | Q(minutes__gt=0),
                name="log_has_an_amount",
                violation_error_message=_("An entry needs pages or minutes."),
            ),
            models.CheckConstraint(
                condition=Q(pages__lte=MAX_PAGES) & Q(minutes__lte=MAX_MINUTES),
                name="log_amount_possible",
                violation_error_message=_("Nobody reads that much in one sitting."),
            ),
            models.CheckConstraint(
                condition=Q(page_from__isnull=True, page_to__isnull=True)
                | (
                    # Said outright: a comparison with nothing is no "no" to a database.
                    Q(page_from__isnull=False, page_to__isnull=False, page_from__gte=1)
                    & Q(pages=F("page_to") - F("page_from") + 1)
                ),
                name="log_pages_fit_range",
                violation_error_message=_("The number of pages must fit the pages from and to."),
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)),
                name="log_rating_1_5",
                violation_error_message=_("A rating is 1 to 5 stars."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.WAITING, checked_by__isnull=True, checked_at__isnull=True)
                | (
                    ~Q(status=Status.WAITING)
                    & Q(checked_by__isnull=False, checked_at__isnull=False)
                    # Who leads a session reads before the whole class: that is witness enough.
                    & (~Q(checked_by=F("reader")) | Q(session__isnull=False))
                ),
                name="log_checked_by_another",
                violation_error_message=_("A checked entry says who checked it, and never the reader."),
            ),
            models.UniqueConstraint(
                fields=["reader", "read_on"],
                condition=Q(session__isnull=False),
                name="log_one_session_a_day",
                violation_error_message=_("A reader takes part in one class session a day."),
            ),
            models.CheckConstraint(
                condition=Q(book__isnull=False) | Q(session__isnull=False, finished=False),
                name="log_has_a_book",
                violation_error_message=_("Only an entry of a class session may leave the book open."),
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=True) | Q(source=Source.SESSION, evidence=Evidence.SESSION),
                name="log_session_is_evidence",
                violation_error_message=_("An entry of a class session rests on that session."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RETURNED) | ~Q(note=""),
                name="log_returned_with_note",
                violation_error_message=_("A returned entry tells the reader why."),
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "-read_on", "-id"], name="log_reader_day"),
            models.Index(
                fields=["classroom", "created_at", "id"],
                condition=Q(status=Status.WAITING),
                name="log_queue",
            ),
            models.Index(
                fields=["school", "response_key"], condition=~Q(response_key=""), name="log_same_response"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.read_on}"

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_verified(self) -> bool:
        return self.status == Status.VERIFIED

    @property
    def is_returned(self) -> bool:
        return self.status == Status.RETURNED

    @property
    def book_name(self) -> str:
        """What to call the book; a session may have left it open."""
        return self.book.name if self.book else gettext("a book of one's own choice")

    @property
    def flag_names(self) -> list[str]:
        """The flags in words."""
        return [str(Flag(flag).label) for flag in self.flags if flag in Flag.values]

    @property
    def ticket(self) -> str:
        """What a checker's form sends back: which entry, and which version of it they saw."""
        return f"{self.pk}:{self.version}"
