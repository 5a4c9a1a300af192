"""The paper bridge: printed journal sheets, and parents who sign by link."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, User


def new_token() -> str:
    """128 random bits, short enough for a small QR code."""
    return secrets.token_urlsafe(16)


class JournalSheet(models.Model):
    """One printed sheet of one reader. What was typed from it stands here and in its entries."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    reader = models.ForeignKey(User, models.CASCADE, related_name="sheets", verbose_name=_("reader"))
    classroom = models.ForeignKey(
        Classroom, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    printed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("printed by"))
    printed_at = models.DateTimeField(_("printed at"), auto_now_add=True)
    days = models.JSONField(_("days of reading"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0)
    signed = models.BooleanField(_("signed by a parent"), default=False)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("journal sheet")
        verbose_name_plural = _("journal sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "first_day", "last_day"],
                name="sheet_once_for_its_days",
                violation_error_message=_("A sheet for these days is already there."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="sheet_days_in_order",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.first_day}"


class ParentLink(models.Model):
    """A door for a parent without an account: whoever holds it may sign this reader's entries."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    reader = models.ForeignKey(User, models.CASCADE, related_name="parent_links", verbose_name=_("reader"))
    sheet = models.OneToOneField(
        JournalSheet, models.CASCADE, null=True, blank=True, related_name="parent_link"
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for a parent")
        verbose_name_plural = _("links for parents")

    def __str__(self) -> str:
        return f"link for {self.reader_id}"


class ParentSignature(models.Model):
    """That a parent saw the reading of the entries that point here."""

    link = models.ForeignKey(
        ParentLink, models.PROTECT, related_name="signatures", verbose_name=_("link for a parent")
    )
    name = models.CharField(_("name"), max_length=80)
    relation = models.CharField(_("relation to the child"), max_length=40, blank=True)
    signed_at = models.DateTimeField(_("signed at"), auto_now_add=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("parent's signature")
        verbose_name_plural = _("parents' signatures")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="parent_signature_has_name",
                violation_error_message=_("Write your name."),
            )
        ]

    def __str__(self) -> str:
        return f"signature of {self.link_id}"
