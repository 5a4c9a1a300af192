"""How people want to be told."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices import registry

from .deliveries import Channel


class Contact(models.Model):
    """A person's language for messages, and a telephone number that they gave and confirmed.

    The e-mail address is the account's own, confirmed by a link (allauth's EmailAddress).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_contact",
        primary_key=True,
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="id")
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    phone_by = models.CharField(
        _("messages by"), max_length=8, choices=[(c.value, c.label) for c in (Channel.WHATSAPP, Channel.SMS)],
        blank=True,
    )  # fmt: skip
    phone_asked_at = models.DateTimeField(_("code sent at"), null=True, blank=True)
    phone_tries = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    phone_confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact for notices")
        verbose_name_plural = _("contacts for notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[0-9]{7,15}$"),
                name="contact_phone_international",
                violation_error_message=_("A telephone number is kept as +62812…"),
            ),
            models.CheckConstraint(
                condition=Q(phone="", phone_confirmed_at__isnull=True) | (~Q(phone="") & ~Q(phone_by="")),
                name="contact_confirms_a_number",
                violation_error_message=_("Only a number can be confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.language}"


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def of(self, user: User) -> PreferenceQuerySet:
        return self.filter(user=user)

    def among(self, users: Iterable[int], addresses: Iterable[str]) -> PreferenceQuerySet:
        return self.filter(Q(user__in=list(users)) | Q(address_hash__in=list(addresses)))


class Preference(models.Model):
    """What somebody chose about one kind on one channel. Whoever has no row gets the kind's default.

    Addresses without an account are kept as a hash: enough to respect a no.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notice_preferences",
        verbose_name=_("person"),
        db_index=False,
    )
    address_hash = models.CharField(_("address"), max_length=64, blank=True)
    kind = models.SlugField(_("kind"), max_length=40, db_index=False)
    channel = models.CharField(_("channel"), max_length=8, choices=[(c, c) for c in registry.CHANNELS])
    wanted = models.BooleanField(_("wanted"))

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "channel"],
                condition=Q(user__isnull=False),
                name="preference_once_user",
                violation_error_message=_("This has been chosen already."),
            ),
            models.UniqueConstraint(
                fields=["address_hash", "kind", "channel"],
                condition=Q(user__isnull=True),
                name="preference_once_address",
                violation_error_message=_("This has been chosen already."),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, address_hash="")
                | (Q(user__isnull=True) & ~Q(address_hash="")),
                name="preference_user_or_address",
                violation_error_message=_("A notice needs a person or an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id or self.address_hash[:8]} {self.kind} {self.channel} {self.wanted}"
