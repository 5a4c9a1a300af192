"""The city's survey of what readers need, half answered."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.utils import timezone

from accounts.models import User
from pages.models import FormAnswer, FormPage, FormQuestion, HomePage, QuestionKind
from pages.services.answering import asked_now, write_down

from . import read

SEED = 20_261_122
ANSWERS = 118
LOADED_AS_IS = {"choices", "weights", "numbers"}


def load_survey() -> None:
    plan = read("survey.json")
    page = publish_survey(plan, User.objects.get(username="kota"))
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    texts = chance.sample(plan["texts"], len(plan["texts"]))
    asked = asked_now(page)
    answers = []
    for number in range(ANSWERS):
        text = texts[number // 5] if number % 5 == 0 and number // 5 < len(texts) else ""
        sent = _moment(chance, plan["opened_days_ago"])
        answer = FormAnswer(page=page, created_at=sent, changed_at=sent)
        values = {each.name: _invent(chance, entry, text) for each, entry in _pairs(page, plan)}
        write_down(answer, {name: value for name, value in values.items() if value not in ("", [])}, asked)
        answers.append(answer)
    FormAnswer.objects.bulk_create(answers)


def publish_survey(plan: dict[str, Any], admin: User) -> FormPage:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    page = FormPage(
        **plan["page"],
        opens_at=now - dt.timedelta(days=plan["opened_days_ago"]),
        closes_at=now + dt.timedelta(days=plan["closes_in_days"]),
        keep_until=(now + dt.timedelta(days=plan["keep_days"])).date(),
        publish_totals=True,
        owner=admin,
        live=False,
    )
    page.form_fields = [
        FormQuestion(
            sort_order=place,
            choices="\n".join(entry.get("choices", [])),
            **{name: value for name, value in entry.items() if name not in LOADED_AS_IS},
        )
        for place, entry in enumerate(plan["questions"])
    ]
    HomePage.main().add_child(instance=page)
    page.save_revision(user=admin).publish(user=admin)
    return FormPage.objects.get(pk=page.pk)


def _pairs(page: FormPage, plan: dict[str, Any]) -> list[tuple[FormQuestion, dict[str, Any]]]:
    entries = [entry for entry in plan["questions"] if entry["field_type"] != QuestionKind.HEADING]
    return list(zip(page.questions(), entries, strict=True))


def _invent(chance: random.Random, entry: dict[str, Any], text: str) -> Any:
    match entry["field_type"]:
        case QuestionKind.RADIO | QuestionKind.DROPDOWN:
            return chance.choices(entry["choices"], entry["weights"])[0]
        case QuestionKind.SCALE:
            return chance.choices(range(1, 6), entry["weights"])[0]
        case QuestionKind.CHECKBOXES:
            liked = zip(entry["choices"], entry["weights"], strict=True)
            return [choice for choice, weight in liked if chance.random() * 118 < weight]
        case QuestionKind.NUMBER:
            return chance.choice(entry["numbers"])
    return text


def _moment(chance: random.Random, days: int) -> dt.datetime:
    """By day, with the first week the busiest."""
    after = min(chance.random() * days, chance.random() * days) + 0.1
    sent = timezone.localtime() - dt.timedelta(days=days - after)
    sent = sent.replace(hour=chance.randrange(7, 21), minute=chance.randrange(60), second=0, microsecond=0)
    return min(sent, timezone.localtime())
