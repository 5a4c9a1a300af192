"""What editors keep about the institution; `pages.branding` makes the frame of every page of it.

Each is one row. The city's administrators keep all of them, editors the hours and the notice.
"""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from accounts.models.schools import TimeZone
from pages import hours
from pages.blocks import is_safe_address
from ui.colours import DEFAULT_ACCENT, DEFAULT_INK

from .fields import ColourField, HoursField, PhoneField, SecureField
from .pictures import Consent, Picture

NETWORKS = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "whatsapp.com": "WhatsApp",
    "x.com": "X",
    "youtube.com": "YouTube",
}


class ColourInput(forms.TextInput):
    input_type = "color"


@register_setting(icon="home", order=10)
class SiteIdentity(BaseGenericSetting, ClusterableModel):
    """Name, logo, colours, contact."""

    name = models.CharField(
        _("name of the site"),
        max_length=40,
        blank=True,
        help_text=_("Empty: the name given at installation."),
    )
    tagline = models.CharField(
        _("tagline"), max_length=140, blank=True, help_text=_("One sentence, at the foot of every page.")
    )
    logo = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("A picture without children, best see-through and no higher than wide."),
    )
    ink = ColourField(
        _("ink"),
        default=DEFAULT_INK,
        help_text=_("Links, buttons and figures; cloth and dark theme follow from it. Ours is #1f4d3a."),
    )
    accent = ColourField(
        _("accent"),
        default=DEFAULT_ACCENT,
        help_text=_("Small coloured texts; ornaments follow from it. Ours is #785004."),
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("telephone"), help_text=_("For example 021 555 0100."))
    whatsapp = PhoneField(_("WhatsApp"))

    select_related: ClassVar[list[str]] = ["logo"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("logo")], heading=_("Name")),
        FieldRowPanel(
            [FieldPanel("ink", widget=ColourInput), FieldPanel("accent", widget=ColourInput)],
            heading=_("Colours"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address", widget=forms.Textarea(attrs={"rows": 3})),
                FieldPanel("email"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("social_accounts", heading=_("Social accounts"), label=_("Account")),
    ]

    class Meta:
        verbose_name = _("name, colours, contact")

    def clean(self) -> None:
        super().clean()
        if self.logo and self.logo.consent != Consent.NO_CHILDREN:
            raise ValidationError({"logo": _("A logo shows no children. Choose another picture.")})


class SocialAccount(Orderable):
    identity = ParentalKey(SiteIdentity, on_delete=models.CASCADE, related_name="social_accounts")
    url = SecureField(_("address"), help_text=_("Begins with https://. Shown at the foot."))
    label = models.CharField(
        _("name shown"), max_length=40, blank=True, help_text=_("Empty: the network's name.")
    )

    panels = [FieldPanel("url"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("social account")
        verbose_name_plural = _("social accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://"),
                name="social_account_is_https",
                violation_error_message=_("Give a whole address that begins with https://."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What the link says: the given name, else the network, else the host."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        return self.label or NETWORKS.get(host, host)


@register_setting(icon="date", order=20)
class OpeningHours(BaseGenericSetting, ClusterableModel):
    """A field for each day of the week; the exceptions stand below them."""

    monday = HoursField(_("Monday"), help_text=_("For example 07.00–12.00, 13.00–16.00. Empty: closed."))
    tuesday = HoursField(_("Tuesday"))
    wednesday = HoursField(_("Wednesday"))
    thursday = HoursField(_("Thursday"))
    friday = HoursField(_("Friday"))
    saturday = HoursField(_("Saturday"))
    sunday = HoursField(_("Sunday"))
    closed_on_holidays = models.BooleanField(
        _("closed on public holidays and joint leave"),
        default=True,
        help_text=_("The calendar knows them. An exception below goes before it."),
    )
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone, default=settings.TIME_ZONE)

    WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    panels = [
        MultiFieldPanel([FieldPanel(day) for day in WEEK], heading=_("Every week")),
        MultiFieldPanel([FieldPanel("closed_on_holidays"), FieldPanel("time_zone")], heading=_("Calendar")),
        InlinePanel(
            "exceptions",
            heading=_("Days that differ"),
            label=_("Exception"),
            help_text=_("Where several cover a day, the shortest counts."),
        ),
    ]

    class Meta:
        verbose_name = _("opening hours")

    def schedule(self, holidays: dict[Any, str], today: Any) -> hours.Schedule:
        """As rows say it; exceptions that are over are left out."""
        rows = self.exceptions.filter(Q(last__gte=today) | Q(last=None, first__gte=today))
        week = tuple(hours.read(getattr(self, day)) for day in self.WEEK)
        different = tuple(row.different for row in rows)
        return hours.Schedule(week, self.time_zone, different, holidays if self.closed_on_holidays else {})


class HoursException(Orderable):
    """A day, or days in a row, with other hours or none."""

    opening = ParentalKey(OpeningHours, on_delete=models.CASCADE, related_name="exceptions")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: this one day."))
    spans = HoursField(_("open"), help_text=_("Empty: closed."))
    reason = models.CharField(
        _("reason"), max_length=80, help_text=_("Visitors read it: stock taking, Ramadan, staff training.")
    )

    panels = [
        FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
        FieldRowPanel([FieldPanel("spans"), FieldPanel("reason")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")),
                name="hours_exception_ends_after_start",
                violation_error_message=_("The last day cannot lie before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d}: {self.reason}"

    @property
    def different(self) -> hours.Different:
        return hours.Different(self.first, self.last or self.first, hours.read(self.spans), self.reason)


class Level(models.TextChoices):
    INFO = "info", _("Info")
    WARNING = "warning", _("Warning")
    EMERGENCY = "emergency", _("Emergency")


@register_setting(icon="warning", order=30)
class AlertBanner(BaseGenericSetting):
    """A notice at the top of every page; none while the text is empty."""

    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.INFO)
    text = models.CharField(
        _("text"),
        max_length=240,
        blank=True,
        help_text=_("One or two sentences. Empty: no notice."),
    )
    link_text = models.CharField(_("text of the link"), max_length=60, blank=True)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Page of this site"),
    )
    link_url = models.CharField(
        _("or an address"),
        max_length=500,
        blank=True,
        help_text=_("Begins with https:// or, on this site, with /."),
    )
    starts_at = models.DateTimeField(_("shown from"), null=True, blank=True, help_text=_("Empty: at once."))
    ends_at = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: until you empty the text.")
    )

    select_related: ClassVar[list[str]] = ["link_page"]
    panels = [
        FieldPanel("level"),
        FieldPanel("text", widget=forms.Textarea(attrs={"rows": 2})),
        MultiFieldPanel(
            [FieldPanel("link_text"), FieldPanel("link_page"), FieldPanel("link_url")], heading=_("Link")
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Time")),
    ]

    class Meta:
        verbose_name = _("notice on every page")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="alert_banner_ends_after_start",
                violation_error_message=_("The notice cannot end before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.link_page and self.link_url:
            raise ValidationError({"link_url": _("Give either a page or an address.")})
        if self.link_url and not is_safe_address(self.link_url):
            raise ValidationError({"link_url": _("An address begins with https://, http:// or /.")})
        if bool(self.link_text) != bool(self.link_page or self.link_url):
            raise ValidationError({"link_text": _("A link needs a text and somewhere to lead.")})
        if self.ends_at and self.ends_at <= timezone.now() and self.text:
            raise ValidationError({"ends_at": _("This time has passed already.")})
