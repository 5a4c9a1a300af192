"""Books that readers would like their library to have, and how many want each."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import School, User
from accounts.permissions import scope_of

from .copies import KEEPERS
from .titles import Level, Title


class Decision(models.TextChoices):
    OPEN = "open", pgettext_lazy("suggestion", "waiting")
    PLANNED = "planned", pgettext_lazy("suggestion", "will be bought")
    HELD = "held", pgettext_lazy("suggestion", "is there already")
    DECLINED = "declined", pgettext_lazy("suggestion", "declined")


class BookSuggestionQuerySet(models.QuerySet["BookSuggestion"]):
    def kept_by(self, user: User) -> BookSuggestionQuerySet:
        """Those this person decides: their school's own; the city's administrators all."""
        scope = scope_of(user)
        return self if scope.city else self.filter(school__in=scope.school_ids(*KEEPERS))

    def to(self, school: School | None) -> BookSuggestionQuerySet:
        """Asked of that school's library; None is the city's."""
        return self.filter(school=school)

    def on_show(self) -> BookSuggestionQuerySet:
        """In words that a librarian has approved."""
        return self.filter(shown=True)

    def waiting(self) -> BookSuggestionQuerySet:
        return self.filter(state=Decision.OPEN)

    def with_voices(self) -> BookSuggestionQuerySet:
        return self.annotate(voices=Count("votes")).select_related("school", "found")

    def most_wanted(self) -> BookSuggestionQuerySet:
        return self.order_by("-voices", "created_at", "pk")


class BookSuggestion(models.Model):
    """One book, asked of one library, however many people ask. Nobody's name belongs here.

    `title_key` and `author_key` are folded (services.keys): the same book is not written down twice.
    """

    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="book_suggestions",
        verbose_name=_("school"),
    )
    title = models.CharField(pgettext_lazy("book", "title"), max_length=300)
    author = models.CharField(_("author"), max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=13, blank=True)
    title_key = models.CharField(max_length=32, editable=False)
    author_key = models.CharField(max_length=32, blank=True, editable=False)
    level = models.CharField(_("reading level"), max_length=2, choices=Level, blank=True)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    shown = models.BooleanField(_("in the public list"), default=False)
    state = models.CharField(_("decision"), max_length=8, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(_("reason, for everybody to read"), max_length=300, blank=True)
    found = models.ForeignKey(
        Title, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in the catalogue")
    )
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(_("suggested at"), default=timezone.now)

    objects = BookSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested book")
        verbose_name_plural = _("suggested books")
        constraints = [
            # Without a school it is the city's: expressions, because NULL equals no other NULL.
            models.UniqueConstraint(
                Coalesce("school", 0),
                "title_key",
                "author_key",
                name="suggestion_once_a_library",
                violation_error_message=_("This book has been suggested already."),
            ),
            models.UniqueConstraint(
                Coalesce("school", 0),
                "isbn",
                condition=~Q(isbn=""),
                name="suggestion_isbn_once_a_library",
                violation_error_message=_("This book has been suggested already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="suggestion_declined_with_reason",
                violation_error_message=_("Say why: the reason is read by those who asked."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="suggestion_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == Decision.OPEN


class SuggestionVote(models.Model):
    """One voice: of an account, of an e-mail address (its digest), or of all those who left neither.

    `address` is there until the decision was sent to it.
    """

    suggestion = models.ForeignKey(
        BookSuggestion, models.CASCADE, related_name="votes", verbose_name=_("suggested book")
    )
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    address_hash = models.CharField(_("digest of the address"), max_length=64, blank=True)
    address = models.EmailField(_("e-mail address"), blank=True)
    created_at = models.DateTimeField(_("given at"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("suggestion", "voice")
        verbose_name_plural = pgettext_lazy("suggestion", "voices")
        constraints = [
            models.UniqueConstraint(
                "suggestion",
                Coalesce("user", 0),
                "address_hash",
                name="vote_once_a_person",
                violation_error_message=_("Your voice counts once for each book."),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(address_hash=""), name="vote_of_account_or_address"
            ),
            models.CheckConstraint(
                condition=Q(address="") | ~Q(address_hash=""), name="vote_address_has_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}"
