"""What is sent about a class session, and which book was read in one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .exceptions import ReadingError
from .models import Mode
from .services import Attendance, BookChoice
from .services.sessions import LEAST_MINUTES, MOST_MINUTES

ID = re.compile(r"[0-9]{1,18}")
BOOK_FIELD = re.compile(r"buku-([0-9]{1,18})")


def number_of(text: str | None) -> int | None:
    """An id as sent; whatever is none counts as nothing."""
    return int(text) if text and ID.fullmatch(text) else None


class SessionForm(forms.Form):
    """Mode, minutes and the day; who read stands beside it (`attendance`)."""

    day = forms.DateField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=_("How did you read?"), choices=Mode, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    title = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def attendance(self) -> Attendance:
        title = self.cleaned_data["title"]
        together = BookChoice(title_id=title) if title else None
        return sent_attendance(self.data, together)  # type: ignore[arg-type]

    def refuse(self, error: ReadingError) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))


def sent_attendance(data: QueryDict, together: BookChoice | None = None) -> Attendance:
    """Who was ticked and with which book; what is no number is left out."""
    books = {}
    for name, value in data.items():
        field, book = BOOK_FIELD.fullmatch(name), number_of(str(value))
        if field and book:
            books[int(field[1])] = book
    present = {pk for text in data.getlist("hadir") if (pk := number_of(text))}
    return Attendance(present, books, together)


class NameBookForm(forms.Form):
    """The book of a session: from the shelf, from the catalogue, or written by hand."""

    shelf = forms.TypedChoiceField(
        label=_("From your shelf"), coerce=int, empty_value=None, widget=forms.RadioSelect, required=False
    )
    title = forms.IntegerField(required=False, widget=forms.HiddenInput)
    free_title = forms.CharField(label=pgettext_lazy("book", "Title"), max_length=300, required=False)
    free_author = forms.CharField(label=_("Author"), max_length=200, required=False)

    def __init__(self, *args: Any, books: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shelf"].choices = books  # type: ignore[attr-defined]

    def choice(self) -> BookChoice:
        """What was written wins over what was tapped: it is the later thought."""
        said = self.cleaned_data
        if said["title"]:
            return BookChoice(title_id=said["title"])
        if said["free_title"]:
            return BookChoice(name=said["free_title"], author=said["free_author"])
        return BookChoice(shelf_id=said["shelf"])

    def refuse(self, error: ReadingError) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))


class MonthForm(forms.Form):
    """`?bulan=2026-11`; whatever is no month is this one."""

    bulan = forms.RegexField(r"^20[0-9]{2}-(0[1-9]|1[0-2])$", required=False)

    def month(self, today: dt.date) -> dt.date:
        asked = self.is_valid() and self.cleaned_data["bulan"]
        return dt.date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
