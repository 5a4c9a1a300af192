"""Writing an article on a phone: a title, a few parts, a book, a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from literasi.catalogue.models import Title
from literasi.catalogue.search.find import Ask
from literasi.catalogue.search.results import Results
from pages.beginnings import Template
from pages.drafting import Draft, Section, Written
from pages.exceptions import NotAPicture
from pages.models import ArticlePage
from pages.pictures import cleaned
from pages.proofs import FILE_NAME

MOST_PARTS = 12
BOOKS = 5
LARGEST_PICTURE = 10 * 1024 * 1024
NO_CHILDREN, CHILDREN = "none", "children"


class ArticleForm(forms.Form):
    """A draft may be unfinished; `send` asks for what an editor needs."""

    title = forms.CharField(label=_("Title"), max_length=120)
    intro = forms.CharField(
        label=_("Introduction"), max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )
    book_words = forms.CharField(label=_("Title of the book"), max_length=100, required=False)
    book = forms.TypedChoiceField(
        label=_("Which of these do you mean?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Place and time in the file are removed."),
        widget=forms.ClearableFileInput({"accept": "image/*"}),
    )
    alternative = forms.CharField(
        label=_("What the picture shows"),
        max_length=255,
        required=False,
        help_text=_("One sentence for those who cannot see it. No full names of pupils."),
    )
    children = forms.ChoiceField(
        label=_("Children in the picture"),
        required=False,
        choices=[
            (NO_CHILDREN, _("No child can be recognised")),
            (CHILDREN, _("Children can be recognised: the editor asks for their parents' consent first")),
        ],
        widget=forms.RadioSelect,
    )
    without_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        template: Template,
        written: Written | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.template, self.written = template, written or Written()
        self.number = self._number()
        for place in range(self.number):
            self._add_part(place)
        self.fields["intro"].help_text = template.intro
        if template.with_book:
            self._offer_books()
        else:
            del self.fields["book"], self.fields["book_words"]

    def _number(self) -> int:
        sent = sum(f"text_{place}" in self.data for place in range(MOST_PARTS))
        return sent or min(MOST_PARTS, max(len(self.template.parts), len(self.written.sections)) + 1)

    def _add_part(self, place: int) -> None:
        parts, sections = self.template.parts, self.written.sections
        section = sections[place] if place < len(sections) else None
        part = parts[place] if place < len(parts) else None
        heading = section.heading if section else (part.heading if part and not sections else "")
        self.fields[f"heading_{place}"] = forms.CharField(
            label=_("Heading"), max_length=120, required=False, initial=heading
        )
        self.fields[f"text_{place}"] = forms.CharField(
            label=_("Text"),
            max_length=6000,
            required=False,
            initial=section.text if section else "",
            help_text=part.guide if part else "",
            widget=forms.Textarea({"rows": 5}),
        )

    def _offer_books(self) -> None:
        words = self.data.get("book_words", "")
        chosen = self.data.get("book", "") or (str(self.written.book.pk) if self.written.book else "")
        found = {title.pk: title for title in books_like(words)} if words.strip() else {}
        if chosen.isdigit() and int(chosen) < 2**31:
            found |= {title.pk: title for title in Title.objects.filter(pk=int(chosen))}
        self.books = found
        self.fields["book"].choices = [  # type: ignore[attr-defined]
            (pk, f"{title.title} · {title.responsibility}" if title.responsibility else title.title)
            for pk, title in found.items()
        ]
        if self.written.book:
            self.initial.setdefault("book", self.written.book.pk)

    def parts(self) -> Iterator[tuple[BoundField, BoundField]]:
        for place in range(self.number):
            yield self[f"heading_{place}"], self[f"text_{place}"]

    @property
    def sending(self) -> bool:
        return "send" in self.data

    def clean_picture(self) -> Any:
        file = self.cleaned_data["picture"]
        if not file:
            return None
        if file.size > LARGEST_PICTURE:
            raise ValidationError(_("This picture is larger than 10 MB. Make it smaller and try again."))
        try:
            return cleaned(file)
        except NotAPicture as error:
            raise ValidationError(str(error)) from error

    def clean_alternative(self) -> str:
        words = self.cleaned_data["alternative"].strip()
        if FILE_NAME.search(words):
            raise ValidationError(_("This is the name of a file. Say what the picture shows."))
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("picture"):
            if not data.get("alternative") and "alternative" not in self.errors:
                self.add_error("alternative", _("Say what the picture shows."))
            if not data.get("children"):
                self.add_error("children", _("Say whether children can be recognised in the picture."))
        if self.template.with_book:
            self._settle_book(data)
        if self.sending:
            self._ask_for_the_rest(data)
        return data

    def _settle_book(self, data: dict[str, Any]) -> None:
        """One book is meant: the chosen one, else the only one found."""
        words = (data.get("book_words") or "").strip()
        if data.get("book") or not words:
            return
        same = [pk for pk, title in self.books.items() if title.title.casefold() == words.casefold()]
        found = same if len(same) == 1 else list(self.books)
        if len(found) == 1:
            data["book"] = found[0]
        elif found:
            self.add_error("book", _("Choose the book you mean."))
        else:
            self.add_error("book_words", _("The catalogue has no such book. Try one word of its title."))

    def _ask_for_the_rest(self, data: dict[str, Any]) -> None:
        if not data.get("intro") and "intro" not in self.errors:
            self.add_error("intro", _("One sentence of introduction is needed before you send it."))
        if not any(section.text for section in self.sections()):
            self.add_error("text_0", _("Write at least one part before you send it."))
        doubted = {"book", "book_words"} & self.errors.keys()
        if self.template.with_book and not (data.get("book") or doubted):
            self.add_error("book_words", _("Say which book your review is about."))

    def sections(self) -> list[Section]:
        """What was written; a heading of the template with nothing below it is left out."""
        said = self.cleaned_data
        pairs = [(said.get(f"heading_{i}", ""), said.get(f"text_{i}", "")) for i in range(self.number)]
        return [Section(heading.strip(), text.strip()) for heading, text in pairs if text.strip()]

    def draft(self, picture: Any) -> Draft:
        said = self.cleaned_data
        return Draft(
            template=self.template,
            title=said["title"],
            intro=said["intro"],
            sections=self.sections(),
            book=Title.objects.filter(pk=said["book"]).first() if said.get("book") else None,
            picture=picture,
            without_picture=said["without_picture"],
        )


def books_like(words: str) -> list[Title]:
    """The first few titles of the catalogue's own answer."""
    return list(Results(Ask(q=words.strip())).page.object_list[:BOOKS])


def initial_of(article: ArticlePage) -> dict[str, Any]:
    return {"title": article.title, "intro": article.intro}
