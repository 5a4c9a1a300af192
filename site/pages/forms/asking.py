"""Asking the librarian, and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import Pupil, School, User
from pages.exceptions import NotInPublicWords
from pages.models import QuestionCategory, ReaderQuestion
from ui.guests import GuestForm

PRIVATE, PUBLIC = "private", "public"


class AskForm(GuestForm):
    text = forms.CharField(
        label=_("Your question"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("About books, reading and the library. Please leave names and addresses out."),
    )
    school = forms.ModelChoiceField(
        label=_("Who should answer?"), queryset=School.objects.order_by("name"), required=False
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=_("Only for the answer. It is deleted once the answer has been sent."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("text", "school", "email")

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.empty_label = _("the city's library")
        field.label_from_instance = lambda school: school.name
        if user.is_authenticated:
            del self.fields["email"]
            pupil = Pupil.objects.active().filter(user=user).first()
            self.initial.setdefault("school", pupil.school_id if pupil else None)

    def clean_text(self) -> str:
        return self.cleaned_data["text"].strip()


class ReplyForm(forms.Form):
    """What the asker gets, and, if it helps others, what everybody may read."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("As to somebody at the desk. Addresses of pages become links."),
    )
    publish = forms.ChoiceField(
        label=_("For whom?"),
        choices=[
            (PRIVATE, _("Only for whoever asked")),
            (PUBLIC, _("For everybody: publish question and answer")),
        ],
        widget=forms.RadioSelect,
        initial=PRIVATE,
    )
    public_question = forms.CharField(
        label=_("The question in your words"),
        max_length=200,
        required=False,
        help_text=_("Needed for publishing: general, without anything that shows who asked."),
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=QuestionCategory.objects.all(), required=False
    )

    @classmethod
    def of(cls, question: ReaderQuestion, data: Any = None) -> ReplyForm:
        initial = {
            "answer": question.answer,
            "publish": PUBLIC if question.published_at else PRIVATE,
            "public_question": question.public_question,
            "category": question.category_id,
        }
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("publish") == PUBLIC and not data.get("public_question", "").strip():
            self.add_error("public_question", str(NotInPublicWords()))
        return data

    def words(self) -> dict[str, Any]:
        """As the verb `answer` takes them."""
        data = self.cleaned_data
        return {
            "text": data["answer"],
            "public_question": data["public_question"],
            "category": data["category"],
            "publish": data["publish"] == PUBLIC,
        }
