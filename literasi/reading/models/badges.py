"""Badges: small thanks for reading, their rules kept as data that staff may edit."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import School, User


class Feat(models.TextChoices):
    """What a badge's threshold is measured in (services.badges says how each is counted)."""

    ENTRIES = "entries", _("entries")
    MINUTES = "minutes", _("minutes")
    PAGES = "pages", _("pages")
    BOOKS = "books", _("books finished")
    STREAK = "streak", _("school days in a row")
    GENRES = "genres", _("different genres finished")
    LANGUAGES = "languages", _("books finished in a regional language")
    SESSIONS = "sessions", _("class sessions")
    REVIEWS = "reviews", _("published reviews")
    COMEBACK = "comeback", _("days of quiet before reading again")


class Badge(models.Model):
    """`least` of `feat` earns it, once and for good. Without a school it is the city's and holds for all."""

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="badges", verbose_name=_("school")
    )
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("description"), max_length=200)
    feat = models.CharField(_("feat"), max_length=9, choices=Feat)
    least = models.PositiveIntegerField(_("at least"))
    motif = models.CharField(
        pgettext_lazy("drawing", "motif"),
        max_length=12,
        default="kawung",
        help_text=_("Batik motif drawn on it."),
    )
    active = models.BooleanField(_("can be earned"), default=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        ordering = ["feat", "least", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least__gte=1),
                name="badge_asks_for_something",
                violation_error_message=_("A badge asks for at least 1."),
            ),
            models.UniqueConstraint(
                fields=["school", "feat", "least"],
                condition=Q(school__isnull=False),
                name="badge_once_a_school",
                violation_error_message=_("This school already has a badge for this."),
            ),
            models.UniqueConstraint(
                fields=["feat", "least"],
                condition=Q(school__isnull=True),
                name="badge_once_in_city",
                violation_error_message=_("The city already has a badge for this."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def drawing(self) -> str:
        """The address of its medal: the motif and the figure are the rule's, the colours the name's."""
        figure = str(self.least) if self.least < 1000 else f"{self.least // 1000}rb"
        query = urlencode({"b": self.name, "p": self.motif, "n": figure if self.least > 1 else ""})
        return f"{reverse('drawn_medal')}?{query}"


class Award(models.Model):
    """A badge a reader has earned. It stays, even if entries are taken back later: nothing is taken away."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="awards", verbose_name=_("reader"))
    badge = models.ForeignKey(Badge, models.PROTECT, related_name="awards", verbose_name=_("badge"))
    awarded_at = models.DateTimeField(_("awarded at"), auto_now_add=True)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-awarded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "badge"],
                name="badge_awarded_once",
                violation_error_message=_("This badge has already been awarded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.badge_id}"
