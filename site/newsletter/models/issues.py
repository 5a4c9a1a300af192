"""One issue of a pace: open until it is sent, then a record of what was in it."""

from __future__ import annotations

import datetime as dt

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .subscribers import Pace

HOUR = 7
FRIDAY = 4
REACHES_BACK = {Pace.WEEKLY: dt.timedelta(days=7), Pace.MONTHLY: dt.timedelta(days=31)}


class IssueQuerySet(models.QuerySet["Issue"]):
    def open(self) -> IssueQuerySet:
        return self.filter(sent_at__isnull=True)

    def sent(self) -> IssueQuerySet:
        return self.filter(sent_at__isnull=False)

    def due(self, now: dt.datetime) -> IssueQuerySet:
        return self.open().filter(due_at__lte=now, held=False)

    def at_pace(self, pace: str) -> IssueQuerySet:
        return self.filter(pace=pace)

    def newest_first(self) -> IssueQuerySet:
        return self.order_by("-sent_at", "-pk")

    def for_writing(self) -> IssueQuerySet:
        """Sending, holding back and introducing wait for each other."""
        return self.select_for_update()


class Issue(models.Model):
    """`lines` is what the sent issue says (contents.Contents as JSON); an open one is read live."""

    pace = models.CharField(_("how often"), max_length=7, choices=Pace)
    since = models.DateTimeField(_("news since"))
    due_at = models.DateTimeField(_("due at"))
    introduction = models.TextField(_("introduction"), max_length=1000, blank=True)
    held = models.BooleanField(_("held back"), default=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    receivers = models.PositiveIntegerField(_("receivers"), default=0)
    lines = models.JSONField(default=dict, blank=True, editable=False, encoder=DjangoJSONEncoder)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints = [
            models.UniqueConstraint(
                fields=["pace"],
                condition=Q(sent_at__isnull=True),
                name="issue_one_open_a_pace",
                violation_error_message=_("There is an open issue already."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(held=False),
                name="issue_held_is_not_sent",
                violation_error_message=_("What is held back has not been sent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.pace}"

    @property
    def reference(self) -> str:
        return f"issue-{self.pk}"


def next_due(pace: str, after: dt.datetime) -> dt.datetime:
    """Fridays, or the first of a month, at seven in the morning of the site's clock."""
    day = timezone.localtime(after).date()
    while True:
        day += dt.timedelta(days=1)
        if day.weekday() == FRIDAY if pace == Pace.WEEKLY else day.day == 1:
            return timezone.make_aware(dt.datetime.combine(day, dt.time(HOUR)))
