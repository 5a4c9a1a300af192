"""The log form, the teacher's note and the school's limits."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.batik import PATTERNS

from .exceptions import ConfirmFirst, FormUsed, NoBook, ReadingError
from .models import Badge, ReadingLog, ReadingPolicy
from .models.logs import MAX_MINUTES, MAX_PAGES
from .services import BookChoice, Draft
from .services.policy import LIMITS, SETTINGS

QUICK_MINUTES = (10, 15, 20, 30, 45, 60)
STARS = [(n, f"{n} ★") for n in range(1, 6)]


class AmountsForm(forms.Form):
    """One sitting: how far, how long, when, and what the reader thinks of it."""

    page_from = forms.IntegerField(
        label=_("From page"), min_value=1, max_value=32000, required=False, widget=forms.NumberInput
    )
    page_to = forms.IntegerField(label=_("To page"), min_value=1, max_value=32000, required=False)
    quick_minutes = forms.TypedChoiceField(
        label=_("How long did you read?"),
        coerce=int,
        empty_value=None,
        choices=[(n, n) for n in QUICK_MINUTES],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("Other number of minutes"), min_value=1, max_value=32000, required=False
    )
    finished = forms.BooleanField(label=_("I have finished this book"), required=False)
    day = forms.TypedChoiceField(
        label=_("When did you read?"),
        coerce=dt.date.fromisoformat,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    read_on = forms.DateField(
        label=_("Another date"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    response = forms.CharField(
        label=_("What do you think of it?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    rating = forms.TypedChoiceField(
        label=_("Stars for this book"),
        coerce=int,
        empty_value=None,
        choices=[("", pgettext_lazy("rating", "none")), *STARS],
        widget=forms.RadioSelect,
        required=False,
    )

    # Ticked, it holds the amounts that were asked about: other amounts are asked about again.
    confirmed = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    question = ""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.yesterday = today, today - dt.timedelta(days=1)
        days: list[tuple[str, Any]] = [
            (today.isoformat(), _("Today")),
            (self.yesterday.isoformat(), _("Yesterday")),
        ]
        # A form filled in before midnight keeps its day: what was "today" is sent as its date.
        sent = self.data.get(self.add_prefix("day"), "") if self.is_bound else ""
        if sent and sent not in dict(days):
            days.append((sent, sent))
        self.fields["day"].choices = days  # type: ignore[attr-defined]
        self.fields["read_on"].widget.attrs["max"] = today.isoformat()
        for name in ("page_from", "page_to", "minutes"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["read_on"] or cleaned["day"]):
            cleaned["day"] = self.today
        return cleaned

    def draft(self) -> Draft:
        """What was typed wins over what was tapped."""
        said = self.cleaned_data
        return Draft(
            read_on=said["read_on"] or said["day"],
            minutes=said["minutes"] or said["quick_minutes"] or 0,
            page_from=said["page_from"],
            page_to=said["page_to"],
            finished=said["finished"],
            response=said["response"].strip(),
            rating=said["rating"],
            confirmed=said["confirmed"] == self.amounts,
        )

    @property
    def amounts(self) -> str:
        """What the reader says they read, in one word."""
        said = self.cleaned_data
        minutes = said["minutes"] or said["quick_minutes"] or 0
        return f"{said['read_on'] or said['day']}.{minutes}.{said['page_from']}.{said['page_to']}"

    def refuse(self, error: ReadingError) -> None:
        """Show a broken rule beside the field it is about; a question is no error."""
        if isinstance(error, ConfirmFirst):
            self.question, self.asked = str(error), self.amounts
            return
        self.add_error(error.field if error.field in self.fields else None, str(error))

    @property
    def opinion_open(self) -> bool:
        """Whether the folded part holds something to see."""
        return any(self[name].value() or self[name].errors for name in ("response", "rating"))


class LogForm(AmountsForm):
    """A new entry: the sitting, and which book."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    shelf = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.IntegerField(required=False, widget=forms.HiddenInput)
    free_title = forms.CharField(label=pgettext_lazy("book", "Title"), max_length=300, required=False)
    free_author = forms.CharField(label=_("Author"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["free_title"].required = self.chosen == (None, None)
        self.fields["free_title"].error_messages["required"] = NoBook.message

    def choice(self) -> BookChoice:
        said = self.cleaned_data
        return BookChoice(said["shelf"], said["title"], said["free_title"], said["free_author"])

    def refuse(self, error: ReadingError) -> None:
        super().refuse(error)
        if isinstance(error, FormUsed):
            self.data = {**self.data.dict(), "client_id": str(uuid.uuid4())}  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[int | None, int | None]:
        """(shelf id, title id) as sent or preset; whatever is no number counts as nothing."""
        return _number(self["shelf"].value()), _number(self["title"].value())


class EditForm(AmountsForm):
    """An entry as it stands, to change."""

    def __init__(self, *args: Any, entry: ReadingLog, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, initial=self.values_of(entry, today), **kwargs)

    @staticmethod
    def values_of(entry: ReadingLog, today: dt.date) -> dict[str, Any]:
        recent = entry.read_on in (today, today - dt.timedelta(days=1))
        quick = entry.minutes in QUICK_MINUTES
        return {
            "page_from": entry.page_from,
            "page_to": entry.page_to,
            "quick_minutes": entry.minutes if quick else None,
            "minutes": None if quick else entry.minutes or None,
            "finished": entry.finished,
            "day": entry.read_on.isoformat() if recent else None,
            "read_on": None if recent else entry.read_on,
            "response": entry.response,
            "rating": entry.rating,
        }


READY_NOTES = [
    ("pages", _("The pages do not look right. Please check them.")),
    ("time", _("The reading time does not look right. Please check it.")),
    ("book", _("Please write the title and the author more completely.")),
    ("response", _("Tell a little more about what you read.")),
    ("retell", _("Please tell me about this reading in class.")),
]


class ReturnForm(forms.Form):
    """Why an entry goes back: one of the ready notes, one's own words, or both."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ready = forms.ChoiceField(
        label=_("Ready note"),
        choices=[("", _("– own words –")), *READY_NOTES],
        required=False,
    )
    note = forms.CharField(label=_("Own words"), max_length=200, required=False)

    def text(self) -> str:
        ready = dict(READY_NOTES).get(self.cleaned_data["ready"], "")
        return f"{ready} {self.cleaned_data['note']}".strip()


class PauseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is the journal paused?"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One sentence. The pupil reads it, with your name beside it."),
    )


class BadgeForm(forms.ModelForm):
    """What is counted stays once the badge exists: those who have it earned just that."""

    motif = forms.ChoiceField(
        label=pgettext_lazy("drawing", "Motif"),
        choices=[(name, name.replace("_", " ").capitalize()) for name in PATTERNS],
    )

    class Meta:
        model = Badge
        fields = ("name", "description", "feat", "least", "motif", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least"].widget.attrs |= {"min": 1, "inputmode": "numeric"}
        if self.instance.pk:
            self.fields["feat"].disabled = True


class PolicyForm(forms.ModelForm):
    class Meta:
        model = ReadingPolicy
        fields = SETTINGS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LIMITS:
            self.fields[name].widget.attrs |= {"min": 0 if name == "days_back" else 1, "inputmode": "numeric"}
        self.fields["minutes_per_day"].widget.attrs["max"] = MAX_MINUTES
        self.fields["pages_per_entry"].widget.attrs["max"] = MAX_PAGES


def _number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 12 else None
