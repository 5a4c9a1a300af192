"""One address, and what it wants to get."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models import NewsCategory

CONFIRM_WITHIN = dt.timedelta(days=7)


class Pace(models.TextChoices):
    WEEKLY = "weekly", pgettext_lazy("newsletter", "every week")
    MONTHLY = "monthly", pgettext_lazy("newsletter", "every month")


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> SubscriberQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> SubscriberQuerySet:
        return self.filter(confirmed_at__isnull=True)

    def never_confirmed(self, now: dt.datetime) -> SubscriberQuerySet:
        """Asked for so long ago that their links are over."""
        return self.waiting().filter(asked_at__lt=now - CONFIRM_WITHIN)

    def active(self) -> SubscriberQuerySet:
        """Confirmed, and not paused because nothing arrives."""
        return self.confirmed().filter(paused_at__isnull=True)

    def at_pace(self, pace: str) -> SubscriberQuerySet:
        return self.filter(pace=pace)

    def interested_in(self, categories: Collection[int]) -> SubscriberQuerySet:
        """Those who chose one of them, or nothing in particular."""
        chosen = Subscriber.categories.through.objects.filter(subscriber=models.OuterRef("pk"))
        some = chosen.filter(newscategory__in=categories)
        return self.filter(models.Exists(some) | ~models.Exists(chosen))

    def locked(self) -> SubscriberQuerySet:
        """Nobody leaves while an issue is addressed; who has just left is not in it."""
        return self.select_for_update(of=("self",)).order_by("pk")


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Subscriber(models.Model):
    """`token` opens the subscription's own page to whoever holds a mail of ours; it says nothing else."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("This address is on the list already.")},
    )
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    pace = models.CharField(_("how often"), max_length=7, choices=Pace, default=Pace.WEEKLY)
    categories = models.ManyToManyField(
        NewsCategory, blank=True, related_name="+", verbose_name=_("news categories")
    )
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")),
                name="subscriber_email_in_small_letters",
                violation_error_message=_("Addresses are kept in small letters."),
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="subscriber_paused_was_confirmed",
                violation_error_message=_("Only a confirmed subscription can be paused."),
            ),
        ]

    def __str__(self) -> str:
        """Never the address: this lands in logs."""
        return f"{self.pk} {self.pace}"

    def get_absolute_url(self) -> str:
        return reverse("subscription", args=[self.token])

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def is_over(self, now: dt.datetime) -> bool:
        return not self.is_confirmed and self.asked_at < now - CONFIRM_WITHIN
