"""A programme in plain sentences: what is asked, what counts, what is still missing."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from literasi.catalogue.kinds import Genre
from literasi.catalogue.search.facets import language_name
from ui.localise import number

from .counting import Plan
from .counting.plans import Quota
from .models import Evidence, Interval, Metric, Programme, QuotaKind

_DOING: dict[str, Callable[[int], str]] = {
    Metric.MINUTES: lambda n: ngettext("read %(n)s minute", "read %(n)s minutes", n),
    Metric.PAGES: lambda n: ngettext("read %(n)s page", "read %(n)s pages", n),
    Metric.BOOKS: lambda n: ngettext("finish %(n)s book", "finish %(n)s books", n),
    Metric.DAYS: lambda n: ngettext("read on %(n)s day", "read on %(n)s days", n),
    Metric.ENTRIES: lambda n: ngettext("write %(n)s journal entry", "write %(n)s journal entries", n),
    Metric.REVIEWS: lambda n: ngettext("publish %(n)s review", "publish %(n)s reviews", n),
}
_UNITS: dict[str, Callable[[int], str]] = {
    Metric.MINUTES: lambda n: ngettext("%(n)s minute", "%(n)s minutes", n),
    Metric.PAGES: lambda n: ngettext("%(n)s page", "%(n)s pages", n),
    Metric.BOOKS: lambda n: ngettext("%(n)s book", "%(n)s books", n),
    Metric.DAYS: lambda n: ngettext("%(n)s day", "%(n)s days", n),
    Metric.ENTRIES: lambda n: ngettext("%(n)s entry", "%(n)s entries", n),
    Metric.REVIEWS: lambda n: ngettext("%(n)s review", "%(n)s reviews", n),
}
_INTERVALS: dict[str, Callable[[int], str]] = {
    Interval.DAY: lambda n: ngettext("%(n)s school day", "%(n)s school days", n),
    Interval.WEEK: lambda n: ngettext("%(n)s week", "%(n)s weeks", n),
    Interval.MONTH: lambda n: ngettext("%(n)s month", "%(n)s months", n),
    Interval.SEMESTER: lambda n: ngettext("%(n)s semester", "%(n)s semesters", n),
    Interval.WHOLE: lambda n: ngettext("%(n)s time", "%(n)s times", n),
}


def amount_text(metric: str, amount: int) -> str:
    """`75 menit`, `3 buku`."""
    return _UNITS[metric](amount) % {"n": number(amount)}


def intervals_text(interval: str, count: int) -> str:
    """`12 pekan`, `40 hari sekolah`."""
    return _INTERVALS[interval](count) % {"n": number(count)}


def together_text(metric: str) -> str:
    """What stands beside the sum of everybody: `menit dibaca bersama`."""
    said = {
        Metric.MINUTES: _("minutes read together"),
        Metric.PAGES: _("pages read together"),
        Metric.BOOKS: _("books finished together"),
        Metric.DAYS: _("days of reading together"),
        Metric.ENTRIES: _("journal entries written together"),
        Metric.REVIEWS: _("reviews published together"),
    }
    return said[Metric(metric)]


def rule_text(programme: Programme) -> str:
    """The goal in one sentence: `Setiap pekan membaca 75 menit.`"""
    value = programme.value or 1
    said = {"what": _DOING[programme.metric](value) % {"n": number(value)}}
    match programme.interval:
        case Interval.DAY:
            return _("Every school day %(what)s.") % said
        case Interval.WEEK:
            return _("Every week %(what)s.") % said
        case Interval.MONTH:
            return _("Every month %(what)s.") % said
        case Interval.SEMESTER:
            return _("Every semester %(what)s.") % said
    return _("Over the whole programme %(what)s.") % said


def window_text(programme: Programme) -> str:
    days = {"first": _written(programme.starts_on), "last": _written(programme.ends_on)}
    return _("%(first)s to %(last)s") % days


def conditions(plan: Plan) -> list[str]:
    """What counts, one sentence for each rule this programme has."""
    programme = plan.programme
    found = [_asked(quota) for quota in plan.quotas]
    if plan.compulsory:
        n = len(plan.compulsory)
        text = ngettext("%(n)s compulsory title of the list.", "%(n)s compulsory titles of the list.", n)
        found.append(text % {"n": number(n)})
    if programme.list_only and programme.reading_list:
        found.append(_("Only books of the list “%(list)s” count.") % {"list": programme.reading_list.name})
    if programme.non_textbooks_only:
        found.append(_("Textbooks do not count."))
    if least := programme.response_least:
        text = _("Each entry needs a response of at least %(n)s characters.")
        found.append(text % {"n": number(least)})
    if programme.weakest_evidence > Evidence.SELF:
        rung = Evidence(programme.weakest_evidence).label
        found.append(_("Weakest evidence that counts: %(rung)s.") % {"rung": rung})
    if programme.verified_only:
        found.append(_("An entry counts once the teacher has verified it."))
    if (late := programme.days_back) is not None:
        found.append(_("An entry counts if it is logged within %(n)s days.") % {"n": number(late)})
    return found


def audience_text(plan: Plan, class_names: list[str] | None = None) -> str:
    """Whom it is for: `Untuk murid kelas 7 dan 8, guru, dan kepala sekolah.`"""
    programme = plan.programme
    parts = []
    if programme.for_pupils:
        parts.append(_pupils_text(programme, class_names))
    if programme.for_staff:
        parts.append(_("teachers and the principal"))
    who = _("%(some)s, and %(others)s") % {"some": parts[0], "others": parts[1]} if parts[1:] else parts[0]
    return _("For %(who)s.") % {"who": who}


def _pupils_text(programme: Programme, class_names: list[str] | None) -> str:
    if class_names:
        return _("pupils of %(classes)s") % {"classes": ", ".join(class_names)}
    if programme.grades:
        return _("pupils of grade %(grades)s") % {"grades": ", ".join(map(str, programme.grades))}
    return _("all pupils")


def _asked(quota: Quota) -> str:
    return _("At least %(what)s.") % {"what": quota_text(quota)}


def quota_text(quota: Quota) -> str:
    """`2 buku dalam bahasa daerah`."""
    books = amount_text(Metric.BOOKS, quota.least)
    match quota.kind:
        case QuotaKind.REGIONAL:
            return _("%(books)s in a regional language") % {"books": books}
        case QuotaKind.LANGUAGE:
            return _("%(books)s in %(language)s") % {"books": books, "language": language_name(quota.value)}
        case QuotaKind.LEVEL:
            return _("%(books)s of level %(level)s") % {"books": books, "level": quota.value}
    genre = Genre(quota.value).label if quota.value in Genre.values else quota.value
    return _("%(books)s of the kind “%(genre)s”") % {"books": books, "genre": genre}


def _written(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]
