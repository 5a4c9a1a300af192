"""The log of verbs. Rows are written by services inside their transaction and never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, obj: models.Model) -> "EventQuerySet":
        return self.filter(kind=obj._meta.label_lower, object_id=str(obj.pk))

    def newest_first(self) -> "EventQuerySet":
        return self.order_by("-at", "-pk")


class Event(models.Model):
    """Who did what to which row, and when. `details` holds codes and numbers, never names or notes."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("actor"),
    )
    verb = models.CharField(_("verb"), max_length=60)
    kind = models.CharField(_("kind of object"), max_length=100)
    object_id = models.CharField(_("object id"), max_length=64)
    school = models.ForeignKey(
        "accounts.School", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["kind", "object_id"], name="audit_object"),
            models.Index(fields=["school", "-at"], name="audit_school_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}:{self.object_id}"
