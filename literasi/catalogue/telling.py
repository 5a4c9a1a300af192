"""What those hear who suggested a book. Call inside the verb's transaction."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.registry import ALL, NoticeKind
from notices.registry import register as register_kind
from notices.services import tell
from notices.ways import To

from .models import BookSuggestion

DECIDED = "suggestion-decided"


def register() -> None:
    register_kind(
        NoticeKind(
            slug=DECIDED,
            name=_("A book that you suggested was decided about"),
            template="catalogue/notices/suggestion_decided",
            for_whom=ALL,
            forgets_addresses=True,
        )
    )


def tell_decided(suggestion: BookSuggestion) -> None:
    """In the librarian's words: what a visitor typed does not leave the site."""
    votes = suggestion.votes.select_related("user").all()
    receivers = [
        To(user=vote.user) if vote.user else To(address=vote.address)
        for vote in votes
        if vote.user or vote.address
    ]
    tell(
        DECIDED,
        receivers,
        reference=f"suggestion-{suggestion.pk}-{suggestion.state}",
        data={"title": suggestion.title, "state": suggestion.state, "reason": suggestion.reason},
        link=suggestion.found.get_absolute_url() if suggestion.found else reverse("book_suggestions"),
        school=suggestion.school,
    )
