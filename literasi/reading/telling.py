"""What readers are told about their journal, reviews and certificates. Call inside the verb's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from letters.models import Letter
from notices.registry import ALL, NoticeKind
from notices.registry import register as register_kind
from notices.services import tell
from notices.ways import To

from .models import ReadingLog, Review

RETURNED, PUBLISHED, REVIEW_BACK, CERTIFICATE = (
    "entry-returned",
    "review-published",
    "review-returned",
    "certificate-issued",
)
NAMES = {
    RETURNED: _("An entry of the journal came back"),
    PUBLISHED: _("A review was published"),
    REVIEW_BACK: _("A review came back"),
    CERTIFICATE: _("A certificate was issued"),
}


def register() -> None:
    for slug, name in NAMES.items():
        template = f"reading/notices/{slug.replace('-', '_')}"
        register_kind(NoticeKind(slug=slug, name=name, template=template, for_whom=ALL, digest="day"))


def tell_entry_returned(log: ReadingLog) -> None:
    reader = To(user=log.reader, data={"book": log.book_name}, link=reverse("edit_entry", args=[log.pk]))
    tell(RETURNED, [reader], reference=f"entry-{log.pk}-{log.version}", school=log.school)


def tell_reviews_published(reviews: Iterable[Review]) -> None:
    tell(
        PUBLISHED,
        [
            To(
                user=review.reader,
                reference=f"review-{review.pk}-{review.version}",
                data={"book": review.title.title},
                link=reverse("my_reviews"),
            )
            for review in reviews
        ],
    )


def tell_review_returned(review: Review) -> None:
    reader = To(user=review.reader, data={"book": review.title.title}, link=reverse("my_reviews"))
    tell(REVIEW_BACK, [reader], reference=f"review-{review.pk}-{review.version}")


def tell_certificates_issued(letters: Iterable[Letter]) -> None:
    tell(
        CERTIFICATE,
        [
            To(
                user=letter.subject,
                reference=f"letter-{letter.pk}",
                data={"programme": letter.data.get("programme", "")},
                link=reverse("my_letters"),
            )
            for letter in letters
            if letter.subject
        ],
    )
