"""The team: who does what, and how to reach them. Staff and volunteers only, never pupils."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages.blocks import BodyBlock
from pages.proofs import WITHOUT_CONSENT, Fault
from pages.pupils import is_called_like_a_pupil

from .parts import PARENTS, SitePage
from .pictures import Picture


class TeamPage(SitePage):
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text below the people"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        InlinePanel(
            "members",
            heading=_("People and roles"),
            label=_("Person or role"),
            help_text=_("Staff and volunteers only. Pupils are never shown here."),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    @cached_property
    def people(self) -> list[TeamMember]:
        return list(self.members.select_related("picture"))

    def pictures(self) -> list[Picture]:
        return [*super().pictures(), *(each.picture for each in self.people if each.picture)]

    @property
    def text(self) -> str:
        return " ".join(f"{each.name} {each.role} {each.about}" for each in self.people)

    def own_faults(self) -> list[Fault]:
        """A consent may have been withdrawn since the page was written."""
        hidden = any(each.picture and not each.shows_picture for each in self.people)
        return [Fault("members", WITHOUT_CONSENT)] if hidden else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "units": [(unit, list(group)) for unit, group in groupby(self.people, lambda each: each.unit)],
        }


class TeamMember(Orderable):
    """A person, or only a role ("front desk"). A portrait is shown only if its owner agreed."""

    page = ParentalKey(TeamPage, on_delete=models.CASCADE, related_name="members")
    unit = models.CharField(
        _("group"), max_length=80, blank=True, help_text=_("People with the same group stand together.")
    )
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("May stay empty where only the role matters.")
    )
    role = models.CharField(_("role"), max_length=80)
    about = models.CharField(_("what they do"), max_length=240, blank=True, help_text=_("One sentence."))
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    picture_agreed = models.BooleanField(
        _("agrees that the portrait is public"),
        default=False,
        help_text=_("Ask first. Without agreement, initials are shown instead."),
    )
    email = models.EmailField(
        _("public e-mail"), blank=True, help_text=_("An office address that may be public.")
    )
    phone = models.CharField(
        _("public phone"),
        max_length=30,
        blank=True,
        help_text=_("An office number that may be public."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("unit")]),
        FieldPanel("about"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_agreed")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("person or role")
        verbose_name_plural = _("people and roles")
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=""),
                name="team_member_has_role",
                violation_error_message=_("Say what the person does."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.role

    def clean(self) -> None:
        super().clean()
        if self.picture and not self.picture_agreed:
            raise ValidationError(
                {"picture_agreed": _("A portrait needs the agreement of the person it shows.")}
            )
        if self.picture and not self.picture.may_be_shown:
            raise ValidationError({"picture": _("This picture shows children without recorded consent.")})
        if self.name and is_called_like_a_pupil(self.name):
            raise ValidationError(
                {"name": _("A pupil has this name. Staff of the same name add a title, such as S.Pd.")}
            )

    @property
    def shows_picture(self) -> bool:
        return self.picture is not None and self.picture_agreed and self.picture.may_be_shown

    @property
    def dialled(self) -> str:
        """The number as a phone dials it."""
        return "".join(each for each in self.phone if each.isdigit() or each == "+")
