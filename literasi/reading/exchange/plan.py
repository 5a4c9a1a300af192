"""What a file would do, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """In the order in which they are worth looking at."""

    ERROR = "error", _("error")
    CREATED = "created", _("new")
    HISTORY = "history", _("history")
    UPDATED = "updated", _("changed")
    SHELF = "shelf", _("only on the shelf")
    SKIPPED = "skipped", _("skipped")
    UNCHANGED = "unchanged", _("unchanged")


class Finding(NamedTuple):
    """One row's verdict: what it is about, what happens with it, and why."""

    row: int
    outcome: str
    heading: str
    detail: str = ""
    remark: str = ""


@dataclass
class Plan:
    """The verdicts, and what loading writes; `things` is known to the kind of table that made it."""

    findings: list[Finding] = field(default_factory=list)
    things: list[Any] = field(default_factory=list)

    def add(self, row: int, outcome: Outcome, heading: str, detail: str = "", remark: str = "") -> None:
        self.findings.append(Finding(row, outcome.value, heading[:200], detail[:200], remark[:500]))

    def counts(self) -> dict[str, int]:
        return dict(Counter(finding.outcome for finding in self.findings))

    def as_json(self, *, problems_only: bool = False) -> dict[str, Any]:
        """See ReadingImport.report."""
        kept = [f for f in self.findings if not problems_only or f.outcome == Outcome.ERROR]
        return {"counts": self.counts(), "findings": kept}
