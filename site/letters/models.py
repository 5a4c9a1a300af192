"""Letters, and the rows that give them their numbers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import School, User
from accounts.permissions import MANAGERS, scope_of
from ui import localise

from . import codes, registry

Contents = dict[str, Any]


class LetterSeriesQuerySet(models.QuerySet["LetterSeries"]):
    def in_line(self) -> LetterSeriesQuerySet:
        """Locked: one transaction at a time takes numbers from a series."""
        return self.select_for_update().order_by("pk")


class LetterSeries(models.Model):
    """The numbers of one kind at one issuer in one calendar year. Whoever issues holds this row's lock."""

    kind = models.SlugField(_("kind"), max_length=40, db_index=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    objects = LetterSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of letters")
        verbose_name_plural = _("series of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "school", "year"],
                condition=Q(school__isnull=False),
                name="letter_series_once_school",
                violation_error_message=_("This series exists already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "year"],
                condition=Q(school__isnull=True),
                name="letter_series_once_city",
                violation_error_message=_("This series exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_id} {self.year}: {self.last}"


class LetterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")
    REVOKED = "revoked", _("revoked")


class LetterQuerySet(models.QuerySet["Letter"]):
    def of(self, user: User) -> LetterQuerySet:
        """Letters about this person."""
        return self.filter(subject=user)

    def at(self, school: School | None) -> LetterQuerySet:
        """Issued by the school; None is the city."""
        return self.filter(school=school) if school else self.filter(school__isnull=True)

    def of_kind(self, slug: str) -> LetterQuerySet:
        return self.filter(kind=slug)

    def published(self) -> LetterQuerySet:
        """Drafts are nobody's business yet."""
        return self.exclude(state=LetterState.DRAFT)

    def standing(self) -> LetterQuerySet:
        """Issued and not revoked."""
        return self.filter(state=LetterState.ISSUED)

    def managed_by(self, user: User) -> LetterQuerySet:
        """The QuerySet twin of `permissions.manages_letter`."""
        scope = scope_of(user)
        return self.all() if scope.city else self.filter(school__in=scope.school_ids(*MANAGERS))

    def matching(self, words: str) -> LetterQuerySet:
        """By number, by name as printed, or by the code on the paper."""
        named = Q(number__icontains=words) | Q(name__icontains=words)
        code = codes.read_code(words)
        return self.filter(named | Q(token__startswith=code) if code else named)

    def known_as(self, code: str) -> LetterQuerySet:
        """At most one letter: by its token or by the first characters of it."""
        if len(code) == codes.TOKEN_LENGTH:
            return self.filter(token=code)
        named = self.alias(short=Left("token", codes.CODE_LENGTH))
        return named.filter(short=code) if len(code) == codes.CODE_LENGTH else self.none()

    def newest_first(self) -> LetterQuerySet:
        return self.order_by("-pk")


# A comparison with NULL is not false, so what must be there is asked for by name.
NUMBERED = ~Q(number="") & Q(
    serial__isnull=False, serial__gte=1, year__isnull=False, issued_on__isnull=False, issued_at__isnull=False
)
UNNUMBERED = Q(
    serial__isnull=True, year__isnull=True, issued_on__isnull=True, issued_at__isnull=True, number=""
)
REVOKED = Q(state="revoked", revoked_at__isnull=False, revoked_at__gte=F("issued_at"))


class Letter(models.Model):
    """One letter. `name`, `letterhead` and `data` are what is printed, kept as they were when it was issued.

    `reference` is the issuing app's own key: issuing it twice answers the same letter.
    """

    kind = models.SlugField(_("kind"), max_length=40, db_index=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("school")
    )
    reference = models.CharField(_("reference"), max_length=120)
    token = models.CharField(_("token"), max_length=26, unique=True, default=codes.new_token)
    state = models.CharField(_("state"), max_length=8, choices=LetterState)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("serial number"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("about"),
    )
    name = models.CharField(_("name as printed"), max_length=200)
    letterhead = models.JSONField(_("letterhead"), default=dict, blank=True)
    data = models.JSONField(_("contents"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["school", "kind", "-id"], name="letter_register")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference"],
                name="letter_once_a_reference",
                violation_error_message=_("This letter exists already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "school", "year", "serial"],
                condition=Q(school__isnull=False),
                name="letter_serial_once_school",
                violation_error_message=_("This number has been given already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "year", "serial"],
                condition=Q(school__isnull=True),
                name="letter_serial_once_city",
                violation_error_message=_("This number has been given already."),
            ),
            models.UniqueConstraint(
                fields=["school", "number"],
                condition=Q(school__isnull=False) & ~Q(number=""),
                name="letter_number_once_school",
                violation_error_message=_("This number has been given already."),
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(school__isnull=True) & ~Q(number=""),
                name="letter_number_once_city",
                violation_error_message=_("This number has been given already."),
            ),
            models.UniqueConstraint(
                Left("token", codes.CODE_LENGTH),
                name="letter_code_once",
                violation_error_message=_("This code is on another letter."),
            ),
            models.CheckConstraint(
                condition=Q(token__regex=codes.TOKEN),
                name="letter_token_is_long",
                violation_error_message=_("A letter's token has 26 characters."),
            ),
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(name=""),
                name="letter_has_reference_and_name",
                violation_error_message=_("A letter needs a reference and a name."),
            ),
            models.CheckConstraint(
                condition=(Q(state="draft") & UNNUMBERED) | (Q(state__in=("issued", "revoked")) & NUMBERED),
                name="letter_numbered_when_issued",
                violation_error_message=_("A letter gets its number when it is issued, not before."),
            ),
            models.CheckConstraint(
                condition=(REVOKED & ~Q(revoked_reason=""))
                | (~Q(state="revoked") & Q(revoked_at__isnull=True, revoked_reason="")),
                name="letter_revoked_with_reason",
                violation_error_message=_("A letter is revoked after it was issued, and with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.reference}"

    def get_absolute_url(self) -> str:
        """Where anybody may check it."""
        return reverse("verify_letter", args=[self.token])

    @property
    def short_code(self) -> str:
        return codes.short_code(self.token)

    @property
    def kind_name(self) -> str:
        return registry.name_of(self.kind)

    @property
    def issuer(self) -> str:
        """The school's (or the city's) name at the time of issue."""
        return str(self.letterhead.get("name", ""))

    @property
    def initials(self) -> str:
        """All that the public sees of the name."""
        return localise.initials(self.name)

    @property
    def public_line(self) -> str:
        kind = registry.known(self.kind)
        return kind.public_line(self) if kind and kind.public_line else ""

    @property
    def is_draft(self) -> bool:
        return self.state == LetterState.DRAFT

    @property
    def is_revoked(self) -> bool:
        return self.state == LetterState.REVOKED

    @property
    def can_be_printed(self) -> bool:
        """A draft has no number to print; a kind that is gone has no page."""
        return not self.is_draft and registry.known(self.kind) is not None
