"""A page with questions that visitors answer: surveys, needs mapping, sign-up lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.fields import StreamField

from accounts.models import Role
from pages.blocks import BodyBlock

from .parts import SitePage, SitePageForm

PUPIL = "pupil"
WHO = [(PUPIL, _("pupil")), *Role.choices]
A_YEAR = dt.timedelta(days=365)


class QuestionKind(models.TextChoices):
    SHORT = "singleline", _("short text")
    LONG = "multiline", _("long text")
    NUMBER = "number", pgettext_lazy("question", "number")
    RADIO = "radio", _("one choice, all in sight")
    DROPDOWN = "dropdown", _("one choice, from a list")
    CHECKBOXES = "checkboxes", _("several choices")
    SCALE = "scale", _("scale from 1 to 5")
    DATE = "date", _("date")
    EMAIL = "email", _("e-mail address")
    HEADING = "heading", _("heading of a section (no question)")

    @classmethod
    def chosen(cls) -> tuple[QuestionKind, ...]:
        """Kinds with a list of choices."""
        return (cls.RADIO, cls.DROPDOWN, cls.CHECKBOXES)

    @classmethod
    def counted(cls) -> tuple[QuestionKind, ...]:
        """Kinds whose answers can be counted up without showing any single one."""
        return (*cls.chosen(), cls.SCALE)


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    SIGNED_IN = "signed_in", _("everyone who has signed in")
    ROLES = "roles", _("only those ticked below")


class State(models.TextChoices):
    BEFORE = "before", _("not open yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


def in_a_year() -> dt.date:
    return timezone.localdate() + A_YEAR


class FormQuestion(AbstractFormField):
    """One question as it is asked now. What was answered keeps its own words: see AskedQuestion."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind"), max_length=16, choices=QuestionKind, default=QuestionKind.SHORT)
    field_type.required_on_save = True  # type: ignore[attr-defined]
    label = models.CharField(_("question"), max_length=255)
    choices = models.TextField(
        _("choices"), blank=True, help_text=_("One on each line, for the kinds with choices.")
    )
    minimum = models.IntegerField(_("smallest number"), null=True, blank=True)
    maximum = models.IntegerField(_("largest number"), null=True, blank=True)
    low_label = models.CharField(_("what 1 means"), max_length=40, blank=True)
    high_label = models.CharField(_("what 5 means"), max_length=40, blank=True)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("help_text"),
        FieldPanel("choices"),
        FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")]),
        FieldRowPanel([FieldPanel("low_label"), FieldPanel("high_label")]),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="question_range_is_whole",
                violation_error_message=_("The smallest number is not above the largest."),
            )
        ]

    @property
    def name(self) -> str:
        """By which its answers are known, whatever its words become."""
        return self.clean_name or self.get_field_clean_name()

    @property
    def choice_list(self) -> list[str]:
        if self.field_type == QuestionKind.SCALE:
            return ["1", "2", "3", "4", "5"]
        lines = (" ".join(line.split()) for line in self.choices.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> None:
        super().clean()
        if self.field_type in QuestionKind.chosen() and len(self.choice_list) < 2:
            raise forms.ValidationError({"choices": _("Give at least two choices, one on each line.")})


class FormPageForm(WagtailAdminFormPageForm, SitePageForm):
    """What an editor sets must hold together before anybody answers."""

    roles = forms.MultipleChoiceField(
        label=_("Roles that may answer"),
        choices=WHO,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        closes, keep = data.get("closes_at"), data.get("keep_until")
        if keep and closes and keep < timezone.localtime(closes).date():
            self.add_error("keep_until", _("Answers are kept at least until the form has closed."))
        if data.get("audience") == Audience.ROLES and not data.get("roles"):
            self.add_error("roles", _("Tick at least one role."))
        return data


class FormPage(FormMixin, SitePage):
    """Questions, who may answer them and until when, and what becomes of the answers."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    purpose = models.TextField(
        _("what the answers are for"),
        max_length=1000,
        help_text=_("Why you ask, who reads it, what follows from it: stands beside the questions."),
    )
    keep_until = models.DateField(
        _("keep answers until"),
        default=in_a_year,
        help_text=_("In the night after this day all answers are deleted. Take an export before, if needed."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    audience = models.CharField(
        _("who may answer"), max_length=9, choices=Audience, default=Audience.EVERYONE
    )
    roles = models.JSONField(_("roles"), default=list, blank=True)
    once = models.BooleanField(
        _("one answer for each account"),
        default=False,
        help_text=_("Needs people to sign in. The answer is then kept with the account."),
    )
    may_edit = models.BooleanField(_("people may change their answer until the form closes"), default=False)
    named = models.BooleanField(
        _("show names with the answers"),
        default=False,
        help_text=_("Those who answer are told. Leave it off wherever you do not need it."),
    )
    publish_totals = models.BooleanField(
        _("publish the totals"),
        default=False,
        help_text=_("Everybody sees how often each choice was made; never a text, never a number under 3."),
    )
    thanks = models.TextField(_("thanks after sending"), max_length=500, blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pattern"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("purpose"), FieldPanel("keep_until"), FieldPanel("publish_totals")],
            heading=_("What becomes of the answers"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                *(FieldPanel(name) for name in ("audience", "roles", "once", "may_edit", "named")),
            ],
            heading=_("Who answers, and when"),
        ),
        InlinePanel("form_fields", heading=_("Questions"), label=_("Question")),
        FieldPanel("thanks"),
    ]
    base_form_class = FormPageForm
    preview_modes = [("form", _("Form"))]
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="form_opens_before_it_closes",
                violation_error_message=_("The form opens before it closes."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.EVERYONE) | Q(once=False, named=False),
                name="form_accounts_need_sign_in",
                violation_error_message=_("One answer for each account, or names, need people to sign in."),
            ),
            models.CheckConstraint(
                condition=Q(may_edit=False) | Q(once=True),
                name="form_edits_one_answer",
                violation_error_message=_("Changing an answer needs one answer for each account."),
            ),
        ]

    def state(self, now: dt.datetime | None = None) -> State:
        now = now or timezone.now()
        if self.opens_at and now < self.opens_at:
            return State.BEFORE
        return State.CLOSED if self.closes_at and now >= self.closes_at else State.OPEN

    @property
    def keeps_account(self) -> bool:
        """Only where a rule needs it is an answer kept with the account that gave it."""
        return self.once or self.named

    def questions(self) -> list[FormQuestion]:
        """Those that are answered, in order; headings are not."""
        return [each for each in self.get_form_fields() if each.field_type != QuestionKind.HEADING]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from pages.views.form_page import form_page

        return form_page(request, self)

    def serve_submissions_list_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The CMS's list of forms leads to the site's own page of results."""
        return HttpResponseRedirect(reverse("form_results", args=[self.pk]))

    def get_submission_class(self) -> type[models.Model]:
        from .answers import FormAnswer

        return FormAnswer
