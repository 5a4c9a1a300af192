"""The monthly report: asked for by a page, set by the worker."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import School, User
from audit.services import record
from ui import pdf
from ui.branding import site_name
from ui.localise import percent

from ..models import MonthlyReport
from ..queries.months import Month, MonthLine, month_of

HEAD = (
    gettext_lazy("Pupils"),
    gettext_lazy("Took part"),
    gettext_lazy("Minutes"),
    gettext_lazy("Pages"),
    gettext_lazy("Books finished"),
    gettext_lazy("Sessions"),
)
# A worker that was killed over a report is asked again after this long; after a day nobody waits any more.
GIVEN_UP_AFTER = dt.timedelta(minutes=5)
FORGOTTEN_AFTER = dt.timedelta(days=1)


@transaction.atomic
def ask_for_report(school: School | None, month: dt.date, *, by: User) -> MonthlyReport:
    """Have the month's report made (again). Asking while it is being made changes nothing."""
    now = timezone.now()
    report, new = MonthlyReport.objects.get_or_create(school=school, month=month, defaults={"asked_at": now})
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    if not new and report.is_being_made and now - report.asked_at < GIVEN_UP_AFTER:
        return report
    report.asked_at = now
    report.save(update_fields=["asked_at"])
    record("ask_for_report", report, actor=by, school=school, month=month.isoformat())
    transaction.on_commit(partial(_hand_over, report.pk), robust=True)
    return report


def make_report(pk: int) -> None:
    """Set the PDF from today's figures. For the worker: it draws with matplotlib."""
    report = MonthlyReport.objects.select_related("school").get(pk=pk)
    today = report.school.today() if report.school else timezone.localdate()
    started = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        month = month_of(report.school, report.month, today)
        page = pdf.render("reading/monthly_report.typ", data_of(report, month))
    MonthlyReport.objects.filter(pk=pk).update(pdf=page, made_at=max(started, report.asked_at))


def given_up(now: dt.datetime) -> list[int]:
    """The reports that a worker died over."""
    unmade = MonthlyReport.objects.filter(Q(made_at__isnull=True) | Q(made_at__lt=F("asked_at")))
    late = unmade.filter(asked_at__range=(now - FORGOTTEN_AFTER, now - GIVEN_UP_AFTER))
    return list(late.order_by("asked_at").values_list("pk", flat=True))


def _hand_over(pk: int) -> None:
    from ..tasks import make_report as task

    task(pk)


def data_of(report: MonthlyReport, month: Month) -> dict[str, Any]:
    """Everything the page says, in words and numbers ready to print."""
    whose = report.school.name if report.school else site_name()
    return {
        "title": _("Reading report, %(month)s") % {"month": date_format(month.first, "F Y")},
        "whose": whose,
        "until": _("Figures up to %(day)s.") % {"day": date_format(month.last, "j F Y")},
        "figures": _figures(month),
        "head": [_("Class") if report.school else _("School"), *(str(word) for word in HEAD)],
        "rows": [_row(line) for line in month.lines],
        "sessions": _sessions(month),
        "programmes": [
            [line.name, number_format(line.readers), number_format(line.reached)] for line in month.programmes
        ],
        "charts": _charts(month),
        "words": {
            "lines": _("Participation by class") if report.school else _("Participation by school"),
            "programmes": _("Programmes"),
            "programme_head": [_("Programme"), _("Readers"), _("Goal reached")],
            "books": _("What is read"),
            "empty": _("Nobody logged any reading in this month."),
            "how": _(
                "Took part: logged at least one reading in the month. Entries given back to the pupil are not"
                " counted. The figures come from the reading journals and name no child."
            ),
        },
    }


def _figures(month: Month) -> list[dict[str, str]]:
    share = min(1.0, month.readers / month.pupils) if month.pupils else None
    checked = month.sums["verified_entries"] / month.sums["entries"] if month.sums["entries"] else None
    return [
        {
            "figure": percent(share) if share is not None else "–",
            "text": _("of %(pupils)s pupils took part") % {"pupils": number_format(month.pupils)},
            "note": "",
        },
        _figure(month, "minutes", _("minutes read")),
        _figure(month, "finished", _("books finished")),
        {
            "figure": percent(checked) if checked is not None else "–",
            "text": _("of the entries verified by a teacher"),
            "note": "",
        },
    ]


def _figure(month: Month, name: str, text: str) -> dict[str, str]:
    before = number_format(month.before[name], force_grouping=True)
    note = _("month before: %(figure)s") % {"figure": before}
    return {"figure": number_format(month.sums[name], force_grouping=True), "text": text, "note": note}


def _row(line: MonthLine) -> list[str]:
    took_part = f"{number_format(line.readers)} ({percent(line.share)})" if line.share is not None else "–"
    counts = (line.minutes, line.pages, line.finished, line.sessions)
    return [
        line.name,
        number_format(line.pupils),
        took_part,
        *(number_format(count, force_grouping=True) for count in counts),
    ]


def _sessions(month: Month) -> str:
    if month.school_days is None:
        return ""
    return _("The month had %(days)s school days so far for class sessions.") % {
        "days": number_format(month.school_days)
    }


def _charts(month: Month) -> list[dict[str, str]]:
    from ..charts.drawing import svg_of
    from ..charts.figures import kinds_figure, weeks_figure

    pictures = [
        (_("Minutes by week"), weeks_figure(month.weeks)),
        (_("Entries by level of the book"), kinds_figure(month.kinds.levels)),
        (_("Entries by genre"), kinds_figure(month.kinds.genres[:8])),
    ]
    return [
        {"caption": caption, "svg": svg_of(figure), "alt": _in_words(caption, figure)}
        for caption, figure in pictures
        if not figure.is_empty
    ]


def _in_words(caption: str, figure: Any) -> str:
    totals = [sum(values) for values in zip(*(series.values for series in figure.series), strict=True)]
    pairs = (
        f"{label} {number_format(n)}".replace("\n", " ")
        for label, n in zip(figure.labels, totals, strict=True)
    )
    return f"{caption}: {', '.join(pairs)}"
