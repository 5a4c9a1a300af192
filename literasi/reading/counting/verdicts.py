"""Why an entry counted in a programme, or why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from ..models import Metric, Programme, ReadingLog
from .plans import Plan, plans_for
from .rules import SENTENCES, rules_of


@dataclass(frozen=True)
class Verdict:
    """What one programme says of one entry. `reasons` are sentences for the reader, empty where it counts."""

    programme: Programme
    reasons: list[str] = field(default_factory=list)
    later: bool = False  # it fits, but adds something only when the book is finished

    @property
    def counts(self) -> bool:
        return not self.reasons


def verdicts_of(logs: Iterable[ReadingLog]) -> dict[int, list[Verdict]]:
    """Entry id → a verdict of every programme the entry is in the audience of; two queries for all."""
    logs = list(logs)
    found: dict[int, list[Verdict]] = {log.pk: [] for log in logs}
    if not logs:
        return found
    days = [log.read_on for log in logs]
    plans = [
        p
        for p in plans_for({log.school_id for log in logs}, min(days), max(days))
        if p.programme.metric != Metric.REVIEWS
    ]
    rules = [rules_of(plan) for plan in plans]
    tests = {f"p{n}_{name}": _test(q) for n, own in enumerate(rules) for name, q in own.items()}
    if not tests:
        return found
    rows: Any = ReadingLog.objects.filter(pk__in=found).values("pk", "finished", **tests)
    for row in rows:
        for n, plan in enumerate(plans):
            if row[f"p{n}_audience"]:
                found[row["pk"]].append(_verdict(plan, row, f"p{n}_", rules[n]))
    return found


def _test(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _verdict(plan: Plan, row: dict, prefix: str, rules: dict[str, Q]) -> Verdict:
    reasons = [str(SENTENCES[name]) for name in rules if name != "audience" and not row[prefix + name]]
    later = plan.programme.metric == Metric.BOOKS and not row["finished"]
    return Verdict(plan.programme, reasons, later)
