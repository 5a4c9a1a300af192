"""Questions as a page shows them: grouped, each with an address of its own on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.rich_text import RichText, get_text_for_indexing

LONGEST_ANCHOR = 60


@dataclass(frozen=True)
class Entry:
    question: str
    answer: RichText
    anchor: str

    @property
    def plain_answer(self) -> str:
        return " ".join(get_text_for_indexing(self.answer.source).split())


@dataclass(frozen=True)
class Group:
    title: str
    anchor: str
    entries: list[Entry]


class Anchors:
    """Names for places on one page: from their words, none of them twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, words: str) -> str:
        name = slugify(words)[:LONGEST_ANCHOR].strip("-") or "tanya"
        number, anchor = 1, name
        while anchor in self._taken:
            number += 1
            anchor = f"{name}-{number}"
        self._taken.add(anchor)
        return anchor


def grouped(values: Iterable[Any]) -> list[Group]:
    """Values of QuestionGroupBlock, in the order of the page."""
    anchors = Anchors()
    return [
        Group(
            title=value["title"],
            anchor=anchors.of(value["title"]),
            entries=[
                Entry(each["question"], each["answer"], anchors.of(each["question"]))
                for each in value["questions"]
            ],
        )
        for value in values
    ]
