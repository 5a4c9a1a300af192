"""The form that visitors fill in, built from a page's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from pages.models import AskedQuestion, FormPage, FormQuestion, QuestionKind
from ui.guests import GuestForm

PREFIX = "q_"
LONGEST = {QuestionKind.SHORT: 255, QuestionKind.LONG: 3000, QuestionKind.EMAIL: 254}


def field_name(question: FormQuestion) -> str:
    """Apart from the form's own fields, whatever an editor calls a question."""
    return PREFIX + question.name


class AnswerForm(GuestForm, BaseForm):
    """Fields by the page's questions; `parts` are those fields under the page's headings."""

    questions: list[FormQuestion]

    @cached_property
    def parts(self) -> list[tuple[FormQuestion | None, list[forms.BoundField]]]:
        found: list[tuple[FormQuestion | None, list[forms.BoundField]]] = [(None, [])]
        for question in self.questions:
            if question.field_type == QuestionKind.HEADING:
                found.append((question, []))
            else:
                found[-1][1].append(self[field_name(question)])
        return [part for part in found if part[0] or part[1]]

    def values(self) -> dict[str, Any]:
        """Question's name → answer as JSON keeps it; what was left empty is not in it."""
        found = {
            question.name: _kept(self.cleaned_data.get(field_name(question)), question)
            for question in self.questions
            if question.field_type != QuestionKind.HEADING
        }
        return {name: value for name, value in found.items() if value not in (None, "", [])}


def _kept(value: Any, question: FormQuestion) -> Any:
    if value in (None, "", []):
        return None
    match question.field_type:
        case QuestionKind.NUMBER | QuestionKind.SCALE:
            return int(value)
        case QuestionKind.DATE:
            return value.isoformat()
    return value


class AnswerFormBuilder(FormBuilder):
    """Wagtail's builder with our kinds of questions and our widgets."""

    def create_singleline_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=LONGEST[QuestionKind.SHORT], **options)

    def create_multiline_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        longest = LONGEST[QuestionKind.LONG]
        return forms.CharField(max_length=longest, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def create_number_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        low = -(10**9) if field.minimum is None else field.minimum
        high = 10**9 if field.maximum is None else field.maximum
        return forms.IntegerField(
            min_value=low, max_value=high, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **options
        )

    def create_scale_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        labels = {"1": field.low_label, "5": field.high_label}
        choices = [(n, f"{n} · {labels[n]}" if labels.get(n) else n) for n in field.choice_list]
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect(attrs={"class": "scale"}), **options
        )

    def create_dropdown_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        return forms.ChoiceField(choices=[("", "—"), *self.get_formatted_field_choices(field)], **options)

    def create_date_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **options)

    def create_email_field(self, field: FormQuestion, options: dict[str, Any]) -> forms.Field:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        return forms.EmailField(max_length=LONGEST[QuestionKind.EMAIL], widget=widget, **options)

    def get_formatted_field_choices(self, field: FormQuestion) -> list[tuple[str, str]]:
        return [(choice, choice) for choice in field.choice_list]

    def get_formatted_field_initial(self, field: FormQuestion) -> list[str]:
        return []

    def get_field_options(self, field: FormQuestion) -> dict[str, Any]:
        return {"label": field.label, "help_text": field.help_text, "required": field.required}


def form_of(page: FormPage, data: Mapping[str, Any] | None = None, **more: Any) -> AnswerForm:
    questions = list(page.get_form_fields())
    asked = [question for question in questions if question.field_type != QuestionKind.HEADING]
    builder = AnswerFormBuilder(asked)
    fields = {PREFIX + name: field for name, field in builder.formfields.items()}
    kind: Any = type("AnswerFormOfPage", (AnswerForm,), {**fields, "questions": questions})
    return kind(data, page=page, **more)


def initial_from(page: FormPage, asked: list[AskedQuestion], values: Mapping[str, Any]) -> dict[str, Any]:
    """An earlier answer as the form's first values: of questions that are still asked in the same words."""
    known = {question.identity: values.get(question.key) for question in asked}
    return {
        field_name(each): known.get((each.name, each.field_type, each.label)) for each in page.questions()
    }
