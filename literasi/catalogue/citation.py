"""A title as a citation, and as schema.org data for search engines."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from stdnum import isbn as isbn_number

from ui import structured
from ui.structured import Data

from .models import Title


def inverted(name: str) -> str:
    """ "Andrea Hirata" → "Hirata, Andrea"; a single name, or one already inverted, stays."""
    first, __, last = name.rpartition(" ")
    return name if "," in name or not first else f"{last}, {first}"


def citation(title: Title) -> SafeString:
    """Hirata, Andrea. (2005). <cite>Laskar Pelangi</cite>. Bentang. As Indonesian schools write it."""
    people = " & ".join(inverted(name) for name in title.author_names) or title.responsibility
    year = f"({title.year or 't.t.'})."
    publisher = f" {title.publisher.rstrip('.')}." if title.publisher else ""
    name = title.title.rstrip(".")
    if not people:
        return format_html("<cite>{}</cite>. {}{}", name, year, publisher)
    return format_html("{}. {} <cite>{}</cite>.{}", people.rstrip("."), year, name, publisher)


def hyphenated(isbn: str) -> str:
    """9789793062792 → 978-979-3062-79-2, as on the back of the book."""
    return isbn_number.format(isbn) if isbn_number.is_valid(isbn) else isbn


def schema_org(title: Title, image: str) -> list[Data]:
    """https://schema.org/Book, and the way to it."""
    way = structured.breadcrumbs(
        (_("Catalogue"), reverse("catalogue")), (title.title, title.get_absolute_url())
    )
    return [structured.document(_book(title, image)), way]


def _book(title: Title, image: str) -> Data:
    url = structured.absolute(title.get_absolute_url())
    return structured.thing(
        "Book",
        **{"@id": url},
        url=url,
        name=title.title,
        image=structured.absolute(image),
        author=[structured.thing("Person", name=name) for name in title.author_names],
        publisher=structured.thing("Organization", name=title.publisher) if title.publisher else None,
        datePublished=str(title.year) if title.year else None,
        isbn=title.isbn,
        inLanguage=title.language,
        numberOfPages=title.pages,
        bookEdition=title.edition,
        description=title.summary,
        about=[structured.thing("Thing", name=subject.name) for subject in title.subjects.all()],
        educationalLevel=title.get_level_display() if title.level else "",
    )
