"""A form's answers, counted up in one pass; nothing here knows who answered."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pages.models import AskedQuestion, FormAnswer, FormPage, QuestionKind
from ui.localise import number

BINS = 8
FEWEST_SHOWN = 3
PASS = 500


@dataclass
class Column:
    """One question as it was asked; `current` if the page still asks it so."""

    question: AskedQuestion
    current: bool = True
    answered: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def add(self, value: Any) -> None:
        self.answered += 1
        if self.question.kind == QuestionKind.NUMBER:
            self.numbers.append(value)
        elif self.question.kind == QuestionKind.DATE:
            self.dates.append(value)
        elif self.question.is_counted:
            self.counts.update(value if isinstance(value, list) else [str(value)])

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Choice and how often it was made; choices that are no longer offered come last."""
        offered = self.question.choices
        gone = sorted(set(self.counts) - set(offered))
        return [(choice, self.counts[choice]) for choice in (*offered, *gone)]

    @property
    def shares(self) -> list[tuple[str, int, float]]:
        return [(self.named(choice), n, n / self.answered if self.answered else 0) for choice, n in self.rows]

    def named(self, choice: str) -> str:
        """A scale's ends with what they mean."""
        if self.question.kind != QuestionKind.SCALE:
            return choice
        meaning = {"1": self.question.low_label, "5": self.question.high_label}.get(choice, "")
        return f"{choice} · {meaning}" if meaning else choice

    @property
    def mean(self) -> float | None:
        """Of numbers, and of a scale's answers."""
        if self.question.kind == QuestionKind.SCALE and self.answered:
            return sum(int(choice) * n for choice, n in self.counts.items()) / self.answered
        return statistics.fmean(self.numbers) if self.numbers else None

    @property
    def median(self) -> float | None:
        return statistics.median(self.numbers) if self.numbers else None

    @property
    def span(self) -> tuple[str, str] | None:
        """The smallest and the largest number, or the first and the last day."""
        if self.numbers:
            return number(min(self.numbers)), number(max(self.numbers))
        return (
            (shown(self.question, min(self.dates)), shown(self.question, max(self.dates)))
            if self.dates
            else None
        )

    @property
    def bins(self) -> list[tuple[str, int]]:
        """Numbers in at most eight classes of one round width, from the smallest to the largest."""
        if not self.numbers:
            return []
        low, high = min(self.numbers), max(self.numbers)
        width = next(w for w in _round_widths() if high // w - low // w < BINS)
        low -= low % width
        counted = Counter((n - low) // width for n in self.numbers)
        return [(_range(low + i * width, width), counted[i]) for i in range((high - low) // width + 1)]


def _round_widths() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 and so on."""
    return (step * 10**power for power in itertools.count() for step in (1, 2, 5))


def _range(start: int, width: int) -> str:
    return number(start) if width == 1 else f"{number(start)}–{number(start + width - 1)}"


def columns_of(page: FormPage) -> list[Column]:
    """Questions in the page's order, then those it no longer asks; not counted yet."""
    now = {(each.name, each.field_type, each.label): place for place, each in enumerate(page.questions())}
    columns = [Column(each, each.identity in now) for each in AskedQuestion.objects.of(page)]
    return sorted(columns, key=lambda c: (not c.current, now.get(c.question.identity, c.question.pk)))


def counted(page: FormPage) -> list[Column]:
    """Every question with its answers counted; one pass over the rows."""
    columns = columns_of(page)
    by_key = {column.question.key: column for column in columns}
    for values in FormAnswer.objects.to(page).values_list("values", flat=True).iterator(PASS):
        for key, value in values.items():
            if column := by_key.get(key):
                column.add(value)
    return [column for column in columns if column.current or column.answered]


@dataclass(frozen=True)
class Published:
    """What everybody may read of one question: small numbers are told as "fewer than 3"."""

    label: str
    rows: list[tuple[str, int | None]]
    most: int


def published(columns: Iterable[Column]) -> list[Published]:
    shown_ones = (column for column in columns if column.current and column.question.is_counted)
    return [
        Published(column.question.label, suppressed(column), max([1, *column.counts.values()]))
        for column in shown_ones
        if column.answered >= FEWEST_SHOWN
    ]


def suppressed(column: Column) -> list[tuple[str, int | None]]:
    """Numbers under 3 are left out (None). Where that is one alone, it could be found by subtraction from
    all answers: the next larger one is then left out as well."""
    rows = column.rows
    hidden = {choice for choice, n in rows if n < FEWEST_SHOWN}
    if len(hidden) == 1 and column.question.kind != QuestionKind.CHECKBOXES:
        rest = [(n, choice) for choice, n in rows if choice not in hidden]
        hidden |= {min(rest)[1]} if rest else set()
    return [(column.named(choice), None if choice in hidden else n) for choice, n in rows]


def shown(question: AskedQuestion, value: Any) -> str:
    """An answer as people read it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if question.kind == QuestionKind.DATE and (found := parse_date(value)):
        return date_format(found, "j F Y")
    return str(value)


def table(page: FormPage, answers: Iterable[FormAnswer]) -> Iterator[list[object]]:
    """Rows for a file: when, who (if the page says so), the answers. Numbers stay numbers."""
    columns = columns_of(page)
    for answer in answers:
        row: list[object] = [localtime(answer.created_at).strftime("%Y-%m-%d %H:%M")]
        if page.named:
            row.append(answer.user.name if answer.user else "")
        yield row + [_cell(answer.value(column.question)) for column in columns]


def _cell(value: Any) -> object:
    return "; ".join(value) if isinstance(value, list) else value


def header(page: FormPage) -> list[str]:
    labels = [
        column.question.label
        if column.current
        else _("%(question)s (asked earlier)") % {"question": column.question.label}
        for column in columns_of(page)
    ]
    return [_("Sent at"), *([_("Name")] if page.named else []), *labels]
