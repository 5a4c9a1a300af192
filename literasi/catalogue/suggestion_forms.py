"""Suggesting a book, adding a voice, deciding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Pupil, School, User
from ui.guests import GuestForm

from .exceptions import ReasonMissing
from .isbn import typed_isbn
from .models import BookSuggestion, Decision, Level, Title
from .search.find import lookup
from .services.suggesting import Wish, in_catalogue

ADDRESS_HELP = _("Only to tell you what was decided. It is deleted once you have been told.")


class VoiceForm(GuestForm):
    """Visitors may leave an address; accounts are told anyway."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=ADDRESS_HELP,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]

    @property
    def address(self) -> str:
        return self.cleaned_data.get("email") or ""


class SuggestForm(VoiceForm):
    title = forms.CharField(label=pgettext_lazy("book", "Title"), max_length=300)
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    isbn = forms.CharField(
        label="ISBN",
        max_length=20,
        required=False,
        help_text=_("The number above the barcode on the back, if you have it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    school = forms.ModelChoiceField(
        label=_("For which library?"), queryset=School.objects.order_by("name"), required=False
    )
    level = forms.ChoiceField(
        label=_("For which readers?"), required=False, choices=[("", _("I do not know")), *Level.choices]
    )
    why = forms.CharField(
        label=_("Why should we have it?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the librarian reads this. Please leave names out."),
    )
    all_the_same = forms.BooleanField(
        label=_("It is another book, or my library has no copy: suggest it all the same"), required=False
    )

    field_order = ("title", "author", "isbn", "school", "level", "why", "email", "all_the_same")

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.here: list[Title] = []
        field = self.fields["school"]
        field.empty_label = _("the city's library")  # type: ignore[attr-defined]
        field.label_from_instance = lambda school: school.name  # type: ignore[attr-defined]
        pupil = Pupil.objects.active().filter(user=user).first() if user.is_authenticated else None
        if pupil:
            self.initial.setdefault("school", pupil.school_id)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_author(self) -> str:
        return " ".join(self.cleaned_data["author"].split())

    def clean_isbn(self) -> str:
        return typed_isbn(self.cleaned_data["isbn"])

    def clean(self) -> dict[str, Any]:
        """A book that is here already is shown once, before it is suggested."""
        data = super().clean() or {}
        if not self.errors and not data.get("all_the_same"):
            self.here = in_catalogue(self.wish(data))
            if self.here:
                self.add_error("title", _("This book is in the catalogue: see below where it stands."))
        return data

    def wish(self, data: dict[str, Any] | None = None) -> Wish:
        data = self.cleaned_data if data is None else data
        names = ("title", "author", "isbn", "level", "why", "school")
        return Wish(**{name: data[name] for name in names})


class DecideForm(forms.ModelForm):
    """In these words the public reads it. `found` offers the catalogue's likeliest books."""

    class Meta:
        model = BookSuggestion
        fields = ("title", "author", "isbn", "level", "state", "reason", "found", "shown")
        widgets = {"state": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "reason": _("Needed where you decline; friendly and short. Everybody reads it."),
            "shown": _("Correct title and author first: they are what the public reads."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggestion = self.instance
        # Typed with hyphens and spaces, kept without.
        self.fields["isbn"].max_length = None  # type: ignore[attr-defined]
        self.fields["isbn"].validators = []
        self.fields["isbn"].widget.attrs = {"maxlength": 20, "autocomplete": "off"}
        self.fields["state"].choices = Decision.choices  # type: ignore[attr-defined]
        likely = {
            book.pk for book in in_catalogue(Wish(suggestion.title, suggestion.author, suggestion.isbn))
        }
        likely |= {book.pk for book in lookup(suggestion.title, 5)} | {suggestion.found_id}
        books = Title.objects.filter(pk__in=likely - {None}).with_authors()
        field: Any = self.fields["found"]
        field.queryset, field.empty_label = books, _("not in the catalogue")
        field.label_from_instance = lambda book: f"{book.title} · {'; '.join(book.author_names)}".rstrip(" ·")
        if suggestion.is_open and not suggestion.shown:
            self.initial["shown"] = True

    def clean_isbn(self) -> str:
        return typed_isbn(self.cleaned_data["isbn"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == Decision.DECLINED and not data.get("reason", "").strip():
            self.add_error("reason", str(ReasonMissing()))
        return data
