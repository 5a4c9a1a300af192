"""What machines read of the smaller kinds of pages: schema.org as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from .structured import CONTEXT

if TYPE_CHECKING:
    from .models import DigitalItemPage, FaqPage, ReadingListPage


def questions(page: FaqPage) -> list[dict[str, Any]]:
    """A FAQPage, if there is a question at all."""
    entries = [
        {
            "@type": "Question",
            "name": entry.question,
            "url": f"{page.full_url}#{entry.anchor}",
            "acceptedAnswer": {"@type": "Answer", "text": entry.plain_answer},
        }
        for entry in page.entries()
    ]
    return [{"@context": CONTEXT, "@type": "FAQPage", "mainEntity": entries}] if entries else []


def digital_work(page: DigitalItemPage) -> dict[str, Any]:
    """A Book that can be read at once."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Book",
        "bookFormat": f"{CONTEXT}/EBook",
        "name": page.title,
        "author": page.authors,
        "inLanguage": page.language,
        "url": page.full_url,
        "isAccessibleForFree": True,
    }
    known = {
        "publisher": {"@type": "Organization", "name": page.publisher} if page.publisher else None,
        "datePublished": str(page.year) if page.year else None,
        "license": page.terms.url or None,
        "description": page.intro or None,
    }
    return data | {name: value for name, value in known.items() if value}


def book_list(page: ReadingListPage) -> list[dict[str, Any]]:
    """The recommended books in their order, if there is one."""
    books = [
        {
            "@type": "ListItem",
            "position": place,
            "name": each.title.title,
            "url": settings.SITE_BASE_URL + each.title.get_absolute_url(),
        }
        for place, each in enumerate(page.recommended, 1)
    ]
    return [{"@context": CONTEXT, "@type": "ItemList", "itemListElement": books}] if books else []
