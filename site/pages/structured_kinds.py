"""What machines read of the smaller kinds of pages: schema.org as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .structured import CONTEXT

if TYPE_CHECKING:
    from .models import FaqPage


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
