"""What surveys and questions to the librarian tell the rest of the site. Called from `apps.ready()`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts import registry
from accounts.models import Role, User
from accounts.permissions import scope_of
from ui.menus import Item, explore_menu, main_menu

from . import charts, search, telling_askers
from .models import FormAnswer, ReaderQuestion
from .search.sources import Keys


def announce() -> None:
    charts.register()
    telling_askers.register()
    search.add_source("tanya", published_questions, {"tanya": _("Questions and answers")})
    registry.own_data["questions"] = own_questions
    registry.own_data["form_answers"] = own_answers
    explore_menu.add(Item(_("Ask the librarian"), "reader_questions", "question-mark-circle", 46))
    main_menu.add(
        Item(_("Questions of readers"), "question_desk", "chat-bubble-left-right", 39, is_librarian)
    )


def published_questions(keys: Keys) -> Iterator[search.Entry]:
    """For the site's search: in the librarian's words."""
    for each in ReaderQuestion.objects.published().select_related("category"):
        yield search.Entry(
            key=str(each.pk),
            kind="tanya",
            url=each.get_absolute_url(),
            title=each.public_question,
            text=each.answer,
            day=localdate(each.published_at),
            category=each.category.name if each.category else "",
        )


def is_librarian(request: HttpRequest) -> bool:
    """Of a school, or of the city's own library, whose questions its administrators answer."""
    return scope_of(request.user).has(Role.LIBRARIAN)


def own_questions(user: User) -> list[dict[str, Any]]:
    """For "download my data"."""
    return [
        {"date": each.created_at.isoformat(), "question": each.text, "answer": each.answer}
        for each in ReaderQuestion.objects.asked_by(user).order_by("created_at", "pk")
    ]


def own_answers(user: User) -> list[dict[str, Any]]:
    """Where a form keeps the account; others cannot be found again by anybody."""
    answers = FormAnswer.objects.by(user).select_related("page").order_by("created_at", "pk")
    return [
        {
            "date": answer.created_at.isoformat(),
            "form": answer.page.title,
            "answers": {asked.label: answer.value(asked) for asked in answer.page.asked.all()},
        }
        for answer in answers.prefetch_related("page__asked")
    ]
