"""The librarian's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import School, User
from accounts.permissions import scope_of
from ui.imports.forms import UploadField

from .covers import read_cover
from .exceptions import CoverRefused
from .isbn import typed_isbn
from .models import KEEPERS, Copy, Place, Title
from .search.facets import language_name
from .search.words import words
from .slims.exceptions import FileTooLarge

LANGUAGES = ("id", "en", "su", "jv", "ban", "mad", "min", "bug", "ar", "zh", "ja", "de", "fr", "nl")


class TitleForm(forms.ModelForm):
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line, as on the title page."),
    )
    subjects = forms.CharField(
        label=_("Subjects"), required=False, help_text=_("Separate them with semicolons: Persahabatan; Laut.")
    )
    cover = forms.FileField(
        label=_("Cover"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP up to 5 MB. Without one, a cover is drawn."),
    )
    without_cover = forms.BooleanField(label=_("Remove the uploaded cover"), required=False)
    another_book = forms.BooleanField(label=_("It is another book: save it all the same"), required=False)

    class Meta:
        model = Title
        fields = (
            "title", "isbn", "publisher", "published_in", "year", "edition", "series", "language", "level",
            "textbook", "pages", "ddc", "call_number", "summary", "digital_url",
        )  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "isbn": forms.TextInput()}

    field_order = ("title", "authors", "isbn", "publisher", "published_in", "year", "edition", "series",
                   "language", "level", "textbook", "pages", "ddc", "call_number", "subjects", "summary",
                   "digital_url", "cover", "without_cover", "another_book")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar: list[Title] = []
        book = self.instance
        codes = dict.fromkeys((*LANGUAGES, *filter(None, [book.language])))
        choices = [("", "—"), *((code, language_name(code)) for code in codes)]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices, required=False)
        # Typed with hyphens and spaces, kept without.
        self.fields["isbn"].max_length = None  # type: ignore[attr-defined]
        self.fields["isbn"].validators = []
        self.fields["isbn"].widget.attrs = {"maxlength": 20, "inputmode": "text", "autocomplete": "off"}
        if book.pk:
            self.initial.setdefault("authors", "\n".join(book.author_names))
            self.initial.setdefault("subjects", "; ".join(subject.name for subject in book.subjects.all()))
        if not book.cover:
            del self.fields["without_cover"]
        self.order_fields(self.field_order)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_isbn(self) -> str:
        return typed_isbn(self.cleaned_data["isbn"])

    def clean_authors(self) -> list[str]:
        return _lines(self.cleaned_data["authors"].splitlines(), 200)

    def clean_subjects(self) -> list[str]:
        return _lines(self.cleaned_data["subjects"].split(";"), 120)

    def clean_cover(self) -> ContentFile | None:
        upload = self.cleaned_data["cover"]
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return read_cover(upload)
        except CoverRefused as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """A book that looks like one we have is asked about once."""
        data = super().clean() or {}
        folded = " ".join(words(data.get("title", "")))
        if folded and not self.instance.pk:
            namesakes = Title.objects.filter(title__iexact=data["title"].strip()) | Title.objects.filter(
                words__title_words=folded
            )
            self.similar = list(namesakes.with_authors().distinct()[:5])  # type: ignore[attr-defined]
        if self.similar and not data.get("another_book"):
            self.add_error("title", _("The catalogue already has a book of this title. Look at it first."))
        return data


def _lines(parts: list[str], length: int) -> list[str]:
    """Trimmed, not empty, each once."""
    found = list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
    if any(len(part) > length for part in found):
        raise ValidationError(_("One of these has more than %(length)s characters.") % {"length": length})
    return found


class CopyForm(forms.ModelForm):
    class Meta:
        model = Copy
        fields = ("barcode", "place", "call_number", "inventory_number", "condition", "status", "source",
                  "received_on", "price")  # fmt: skip
        widgets = {
            "barcode": forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
            "received_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.kept_by(user).select_related("school")
        field = self.fields["place"]
        field.queryset = places  # type: ignore[attr-defined]
        field.label_from_instance = _with_owner  # type: ignore[attr-defined]
        if len(places) == 1:
            self.initial.setdefault("place", places[0].pk)

    def clean_barcode(self) -> str:
        return " ".join(self.cleaned_data["barcode"].split())


def _with_owner(place: Place) -> str:
    return f"{place.name} · {place.school.name}" if place.school else place.name


class PlaceForm(forms.ModelForm):
    """The school is asked for only where there is a choice, and only at the beginning."""

    class Meta:
        model = Place
        fields = ("name", "kind", "school")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        schools = School.objects.all()
        if not scope.city:
            schools = schools.filter(pk__in=scope.school_ids(*KEEPERS))
        field = self.fields["school"]
        field.queryset = schools  # type: ignore[attr-defined]
        field.required = not scope.city
        if scope.city:
            field.help_text = _("Leave it empty for a place of the city.")
        if self.instance.pk:
            del self.fields["school"]
        elif len(schools) == 1 and not scope.city:
            self.instance.school = schools[0]
            del self.fields["school"]


MAX_SLIMS_FILE = 30 * 1024 * 1024


class SlimsFileForm(forms.Form):
    """A file, whose copies these are, and where they stand."""

    file = UploadField(
        label=_("SLiMS file"),
        help_text=_("The CSV file of a bibliography export or an item export, 30 MB at most."),
        accept=".csv,.txt,text/csv",
        limit=MAX_SLIMS_FILE,
        too_large=FileTooLarge,
    )
    school = forms.ModelChoiceField(label=_("Owner"), queryset=School.objects.none())
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("as the file says"),
        help_text=_("Choose a place only if all copies of the file stand there."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        schools = School.objects.all()
        if not scope.city:
            schools = schools.filter(pk__in=scope.school_ids(*KEEPERS))
        field, place = self.fields["school"], self.fields["place"]
        field.queryset = schools  # type: ignore[attr-defined]
        field.required = not scope.city
        if scope.city:
            field.empty_label = _("the city")  # type: ignore[attr-defined]
        place.queryset = Place.objects.kept_by(user).select_related("school")  # type: ignore[attr-defined]
        place.label_from_instance = _with_owner  # type: ignore[attr-defined]
        self.only = schools[0] if not scope.city and len(schools) == 1 else None
        if self.only:
            del self.fields["school"]

    @property
    def owner(self) -> School | None:
        return self.only or self.cleaned_data.get("school")

    @property
    def place_name(self) -> str:
        place = self.cleaned_data.get("place")
        return place.name if place else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place, owner = data.get("place"), self.owner
        if place and "school" not in self.errors and place.school_id != (owner.pk if owner else None):
            self.add_error("place", _("This place belongs to another owner."))
        return data
