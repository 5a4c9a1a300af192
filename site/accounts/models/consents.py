"""What a guardian agreed to, and the links by which guardians answer without an account."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import Pupil, User

LINK_LIVES = dt.timedelta(days=30)


class Relation(models.TextChoices):
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    GUARDIAN = "guardian", _("guardian")


class Channel(models.TextChoices):
    PAPER = "paper", _("signed form on paper")
    LINK = "link", _("link for guardians")


def new_token() -> str:
    return secrets.token_urlsafe(24)


def link_ends() -> dt.datetime:
    return timezone.now() + LINK_LIVES


class GuardianLinkQuerySet(models.QuerySet["GuardianLink"]):
    def working(self) -> GuardianLinkQuerySet:
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class GuardianLink(models.Model):
    """Opens one pupil's questions to whoever holds it: handed to the guardian, on paper or as a QR code."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guardian_links", verbose_name=_("pupil"))
    token = models.CharField(_("token"), max_length=43, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"), default=link_ends)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = GuardianLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a guardian")
        verbose_name_plural = _("links for guardians")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.made_at:%Y-%m-%d}"

    @property
    def works(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class ConsentQuerySet(models.QuerySet["Consent"]):
    def open(self) -> ConsentQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def purpose(self, code: str) -> ConsentQuerySet:
        return self.filter(purpose=code)

    def of(self, pupil: Pupil) -> ConsentQuerySet:
        return self.filter(pupil=pupil)


class Consent(models.Model):
    """One guardian's yes to one purpose. Withdrawing closes the row; nothing is deleted or rewritten."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="consents", verbose_name=_("pupil"))
    purpose = models.CharField(_("purpose"), max_length=30)
    wording = models.CharField(_("version of the words"), max_length=20)
    given_by = models.CharField(_("given by"), max_length=120)
    relation = models.CharField(_("relation to the child"), max_length=10, choices=Relation)
    how = models.CharField(_("how it was given"), max_length=5, choices=Channel)
    recorded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    link = models.ForeignKey(
        GuardianLink, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("link")
    )
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=120, blank=True)
    withdrawn_how = models.CharField(_("how it was withdrawn"), max_length=5, choices=Channel, blank=True)
    withdrawal_recorded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    withdrawal_browser = models.CharField(_("browser"), max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_one_open_a_purpose",
                violation_error_message=_("This consent is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            ),
            models.CheckConstraint(
                condition=~Q(given_by=""),
                name="consent_says_by_whom",
                violation_error_message=_("Write who gave the consent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.purpose}"
