"""schema.org of a published question."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ui.branding import site_name

from .models import ReaderQuestion


def question(question: ReaderQuestion) -> dict[str, Any]:
    """A QAPage with its one accepted answer. Both speak for the library: nobody else is named."""
    url = settings.SITE_BASE_URL + question.get_absolute_url()
    library = {"@type": "Organization", "name": site_name(), "url": settings.SITE_BASE_URL + "/"}
    when = question.published_at.isoformat() if question.published_at else ""
    return {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "mainEntity": {
            "@type": "Question",
            "name": question.public_question,
            "text": question.public_question,
            "datePublished": when,
            "author": library,
            "answerCount": 1,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": question.answer,
                "datePublished": when,
                "url": url + "#jawaban",
                "upvoteCount": 0,
                "author": library,
            },
        },
    }
