"""One thing told to one receiver."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import School, User
from notices import registry


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User) -> NoticeQuerySet:
        return self.filter(user=user)

    def shown(self) -> NoticeQuerySet:
        """Those that the site itself shows."""
        return self.filter(in_app=True)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> NoticeQuerySet:
        return self.order_by(models.F("read_at").desc(nulls_first=True), "-pk")

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())

    def at(self, school: School | None) -> NoticeQuerySet:
        """Told by the school; None is everything, the city's own included."""
        return self.filter(school=school) if school else self.all()


class Notice(models.Model):
    """`reference` is the telling app's own key: per kind and receiver it is told once.

    `told` marks the call of `tell` that made the row, so that it knows its own among parallel ones.
    """

    kind = models.SlugField(_("kind"), max_length=40, db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("receiver"),
        db_index=False,
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    reference = models.CharField(_("reference"), max_length=120)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    data = models.JSONField(_("contents"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    link = models.CharField(_("link"), max_length=300, blank=True)
    in_app = models.BooleanField(_("shown on the site"), default=True)
    told = models.UUIDField(_("told by"), default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("told at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["user", "-id"],
                condition=Q(in_app=True, read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["created_at"], name="notice_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "reference"],
                condition=Q(user__isnull=False),
                name="notice_once_user",
                violation_error_message=_("This has been told already."),
            ),
            models.UniqueConstraint(
                fields=["address", "kind", "reference"],
                condition=Q(user__isnull=True),
                name="notice_once_address",
                violation_error_message=_("This has been told already."),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user__isnull=True) & ~Q(address="")),
                name="notice_user_or_address",
                violation_error_message=_("A notice needs a person or an address."),
            ),
            models.CheckConstraint(
                condition=~Q(reference=""),
                name="notice_has_reference",
                violation_error_message=_("A notice needs a reference."),
            ),
            models.CheckConstraint(
                condition=Q(link="")
                | (Q(link__startswith="/") & ~Q(link__startswith="//") & ~Q(link__startswith="/\\")),
                name="notice_link_is_own_path",
                violation_error_message=_("A notice leads to a page of this site only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    def get_absolute_url(self) -> str:
        """Opens it: marks it as read and leads on."""
        return reverse("open_notice", args=[self.pk])

    @property
    def kind_name(self) -> str:
        return registry.name_of(self.kind)

    @property
    def line(self) -> str:
        """What the site shows, in the language of the page."""
        from notices import texts

        return texts.line(self)
