"""What those hear who asked the librarian. Call inside the verb's transaction."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.registry import ALL, NoticeKind
from notices.registry import register as register_kind
from notices.services import tell
from notices.ways import To

from .models import ReaderQuestion

ANSWERED = "question-answered"


def register() -> None:
    register_kind(
        NoticeKind(
            slug=ANSWERED,
            name=_("The librarian answered a question of yours"),
            template="pages/notices/question_answered",
            for_whom=ALL,
            forgets_addresses=True,
        )
    )


def tell_answered(question: ReaderQuestion, address: str) -> None:
    """The answer, never the question: what a visitor typed does not leave the site."""
    link = question.get_absolute_url() if question.published_at else ""
    data = {"answer": question.answer, "date": question.created_at.date().isoformat()}
    receivers = []
    if question.asker:
        receivers = [To(user=question.asker, link=link or reverse("my_questions"))]
    elif address:
        receivers = [To(address=address, link=link)]
    tell(ANSWERED, receivers, reference=f"question-{question.pk}", data=data, school=question.school)
