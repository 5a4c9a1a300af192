"""The result in numbers, as JSON and as sentences. See the package's docstring for how lines count."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .planning import Outcome, Plan

COUNTED = {
    "created": Outcome.NEW,
    "updated": Outcome.CHANGED,
    "moved": Outcome.MOVED,
    "unchanged": Outcome.UNCHANGED,
    "flagged": Outcome.FLAGGED,
}


def numbers(plan: Plan) -> dict[str, int]:
    """Counts only, `errors` too: fit for the audit log."""
    counted = {name: len(plan.of(outcome)) for name, outcome in COUNTED.items()}
    return {
        "rows": len(plan.steps) + len(plan.skipped),
        **counted,
        "left": len(plan.leavers),
        "skipped": len(plan.skipped),
        "errors": len(plan.of(Outcome.ERROR)),
        "classrooms": len(plan.classrooms),
    }


def counts(plan: Plan) -> dict[str, Any]:
    """The object `import_dapodik --json` prints; `errors` lists row, column (None: the row), message."""
    errors = [
        {"row": step.line.row, "column": remark.column or None, "message": str(remark)}
        for step in plan.of(Outcome.ERROR)
        for remark in step.remarks[:1]
    ]
    return {**numbers(plan), "errors": errors}


def refusal(error: Exception) -> dict[str, Any]:
    """The same object for a file that was refused: nothing counted, one error without a row."""
    empty = dict.fromkeys(("rows", *COUNTED, "left", "skipped"), 0)
    return {
        **empty,
        "errors": [{"row": None, "column": None, "message": str(error)}],
        "classrooms": 0,
    }


def sentences(plan: Plan, *, dry_run: bool) -> list[str]:
    """The result for a person at a terminal; no name, NISN or date in it."""
    n = numbers(plan)
    lines = [_("School: %(school)s, year %(year)s") % {"school": plan.school.name, "year": plan.year}]
    if dry_run:
        lines.append(_("A trial: nothing was written."))
    if plan.other_school:
        lines.append(_("Careful: the title of the file names another school: %s.") % plan.other_school)
    if plan.changes_nothing and not plan.closing:
        lines.append(_("Nothing has changed."))
    lines.append(
        _(
            "%(rows)d rows: %(created)d new, %(updated)d changed, %(moved)d moved class, "
            "%(unchanged)d unchanged, %(flagged)d need a decision, %(skipped)d skipped, "
            "%(errors)d errors; %(classrooms)d classes."
        )
        % n
    )
    for step in plan.steps:
        if step.outcome in (Outcome.ERROR, Outcome.FLAGGED):
            lines.append(_row(step.line.row, step.label, step.remarks[0].column, str(step.remarks[0])))
    if n["left"]:
        lines.append(_leavers(n["left"], closed=bool(plan.closing)))
    return lines


def _row(row: int, label: str, column: str, message: str) -> str:
    where = _("Row %d") % row
    return f"  {where}, {label}{', ' + column if column else ''}: {message}"


def _leavers(number: int, *, closed: bool) -> str:
    if closed:
        return (
            ngettext("%d pupil was closed as having left.", "%d pupils were closed as having left.", number)
            % number
        )
    return (
        ngettext(
            "%d pupil of the school is not in the file; confirm with --confirm-leavers if they left.",
            "%d pupils of the school are not in the file; confirm with --confirm-leavers if they left.",
            number,
        )
        % number
    )
