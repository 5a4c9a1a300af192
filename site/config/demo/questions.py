"""What the city's readers asked their librarians."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.models import School, User
from pages.models import QuestionCategory, QuestionState, ReaderQuestion

from . import read


def load_questions() -> None:
    plan = read("questions.json")
    categories = {
        slug: QuestionCategory.objects.create(slug=slug, name=name)
        for slug, name in plan["categories"].items()
    }
    city, asker = User.objects.get(username="kota"), User.objects.get(username="smpn2-1058")
    for entry in plan["questions"]:
        asked = timezone.now() - dt.timedelta(days=entry["days_ago"])
        answered = asked + dt.timedelta(days=1, hours=3) if entry["answer"] else None
        ReaderQuestion.objects.create(
            school=School.objects.filter(code=entry["for"]).first(),
            text=entry["text"],
            asker=None if answered else asker,
            state=QuestionState.ANSWERED if answered else QuestionState.WAITING,
            answer=entry["answer"],
            answered_by=city if answered else None,
            answered_at=answered,
            public_question=entry["public"],
            category=categories.get(entry["category"]),
            published_at=answered,
            words=f"{entry['public']} {entry['answer']}".casefold() if answered else "",
            created_at=asked,
        )
