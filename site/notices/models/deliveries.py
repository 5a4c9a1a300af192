"""The ways on which a notice leaves the site, each with its state."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Classroom, School, User
from accounts.permissions import MANAGERS, scope_of
from notices import registry

from .notices import Notice

# A claim older than this belongs to a worker that is gone. Longer than any gateway may take (EMAIL_TIMEOUT).
LEASE = dt.timedelta(minutes=10)


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", "SMS"
    WHATSAPP = "whatsapp", "WhatsApp"
    SLIP = "slip", _("slip on paper")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENDING = "sending", pgettext_lazy("message", "on its way")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "failed")
    SKIPPED = "skipped", pgettext_lazy("message", "not wanted")
    PRINTED = "printed", pgettext_lazy("message", "printed")


class Reason(models.TextChoices):
    """Why it did not go. Never the server's own words: they may hold the address."""

    NO_ANSWER = "no_answer", _("The server for messages does not answer.")
    SIGN_IN = "sign_in", _("The server for messages refuses our password.")
    REFUSED = "refused", _("The address was refused.")
    UNCLEAR = "unclear", _("The worker stopped in the middle: perhaps it was sent, perhaps not.")
    OTHER = "other", _("It could not be sent; the site's log says why.")
    NOT_WANTED = "not_wanted", _("The person does not want it this way any more.")


def left_behind(now: dt.datetime) -> Q:
    return Q(state=DeliveryState.SENDING, claimed_at__lt=now - LEASE)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: dt.datetime) -> DeliveryQuerySet:
        """To be sent now: waiting long enough, or claimed by a worker that is gone."""
        waiting = Q(state=DeliveryState.WAITING, next_try_at__lte=now)
        return self.filter(waiting | left_behind(now), channel__in=registry.OUTSIDE)

    def left_behind(self, now: dt.datetime) -> DeliveryQuerySet:
        """Claimed by a worker that is gone."""
        return self.filter(left_behind(now))

    def for_claiming(self) -> DeliveryQuerySet:
        """Locked; what another worker holds is passed over (SQLite queues all writers anyway)."""
        return self.select_for_update(skip_locked=True, of=("self",))

    def in_order(self) -> DeliveryQuerySet:
        return self.order_by("pk")

    def failed(self) -> DeliveryQuerySet:
        return self.filter(state=DeliveryState.FAILED)

    def at(self, school: School | None) -> DeliveryQuerySet:
        return self.filter(notice__school=school) if school else self.all()

    def managed_by(self, user: User) -> DeliveryQuerySet:
        """The QuerySet twin of `permissions.manages_outbox`."""
        scope = scope_of(user)
        return self.all() if scope.city else self.filter(notice__school__in=scope.school_ids(*MANAGERS))

    def slips_of(self, classroom: Classroom) -> DeliveryQuerySet:
        """Slips for those who sit in the class now and have not read the notice on the site."""
        return self.filter(
            channel=Channel.SLIP,
            notice__read_at__isnull=True,
            notice__user__pupil__enrolments__classroom=classroom,
            notice__user__pupil__enrolments__ends_on__isnull=True,
        )

    def waiting(self) -> DeliveryQuerySet:
        return self.filter(state=DeliveryState.WAITING)

    def printed(self) -> DeliveryQuerySet:
        return self.filter(state=DeliveryState.PRINTED)


class Delivery(models.Model):
    """One notice on one channel. `claimed_at` is also the ticket with which a worker closes its own claim.

    `lead` is set where several notices go out as one e-mail: the delivery whose Message-ID it bears.
    """

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="deliveries", verbose_name=_("notice"), db_index=False
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    state = models.CharField(_("state"), max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt at"), null=True, blank=True, default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    provider_id = models.CharField(_("message number"), max_length=200, blank=True)
    lead = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("goes out with")
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=("waiting", "sending")),
                name="delivery_due",
            ),
            models.Index(fields=["-id"], condition=Q(state="failed"), name="delivery_failed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"],
                name="delivery_once_a_channel",
                violation_error_message=_("This notice goes this way already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False, attempts__gte=1),
                name="delivery_claimed_while_sending",
                violation_error_message=_("What is on its way has been claimed by a worker."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("sent", "printed"), sent_at__isnull=False)
                | (~Q(state__in=("sent", "printed")) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_time",
                violation_error_message=_("What was sent or printed has a time, and nothing else has."),
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""),
                name="delivery_failed_has_reason",
                violation_error_message=_("A failure needs its reason."),
            ),
            models.CheckConstraint(
                condition=~Q(state="printed") | Q(channel="slip"),
                name="delivery_only_slips_are_printed",
                violation_error_message=_("Only slips are printed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.channel} {self.state}"

    @property
    def leader_id(self) -> int:
        return self.lead_id or self.pk
