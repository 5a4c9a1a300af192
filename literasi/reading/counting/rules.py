"""What an entry must be, to count in a programme."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.aggregates import Aggregate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom
from literasi.catalogue.kinds import REGIONAL_LANGUAGES

from ..models import Metric, QuotaKind, Source, Status
from .plans import Plan, Quota

# Every rule but `audience` has a sentence for the reader whose entry does not meet it.
SENTENCES: dict[str, str | Promise] = {
    "returned": _("Your teacher has given this entry back; mend it first."),
    "evidence": _("This programme asks for stronger evidence."),
    "verified": _("It counts once your teacher has verified it."),
    "response": _("The response is shorter than this programme asks for."),
    "textbook": _("Textbooks do not count in this programme."),
    "late": _("It was logged too many days after the reading."),
    "list": _("The book is not on this programme's list."),
}


def rules_of(plan: Plan) -> dict[str, Q]:
    """Rule → condition on ReadingLog, `audience` first; only the rules this programme has."""
    programme = plan.programme
    rules = {"audience": audience_of(plan), "returned": ~Q(status=Status.RETURNED)}
    if programme.weakest_evidence > 10:
        rules["evidence"] = Q(evidence__gte=programme.weakest_evidence)
    if programme.verified_only:
        rules["verified"] = Q(status=Status.VERIFIED)
    if programme.response_least:
        rules["response"] = Q(response_length__gte=programme.response_least)
    if programme.non_textbooks_only:
        rules["textbook"] = Q(book__isnull=True) | Q(book__textbook=False)
    if programme.days_back is not None:
        rules["late"] = Q(late_days__lte=programme.days_back)
    if programme.list_only:
        rules["list"] = Q(book__title_id__in=plan.listed)
    return rules


def audience_of(plan: Plan, *, days: bool = True) -> Q:
    """Whose entries, in which days. Imported history never counts: nobody vouched for it in time."""
    programme = plan.programme
    who = Q(pk__in=[])
    if programme.for_pupils:
        pupils = Q(by_staff=False)
        if programme.grades:
            pupils &= Q(classroom__grade__in=programme.grades)
        if plan.classrooms:
            pupils &= Q(classroom_id__in=plan.classrooms)
        who |= pupils
    if programme.for_staff:
        who |= Q(by_staff=True)
    if programme.school_id is not None:
        who &= Q(school_id=programme.school_id)
    elif plan.schools:
        who &= Q(school_id__in=plan.schools)
    if not days:
        return who
    return who & ~Q(source=Source.IMPORT) & Q(read_on__range=(programme.starts_on, programme.ends_on))


def invites(plan: Plan, classroom: Classroom | None, school_id: int, *, by_staff: bool) -> bool:
    """Whether a reader of this seat is in the audience: `audience_of`, before there is an entry to ask."""
    programme = plan.programme
    if programme.school_id not in (None, school_id) or (
        programme.school_id is None and plan.schools and school_id not in plan.schools
    ):
        return False
    if by_staff:
        return programme.for_staff
    in_grade = not programme.grades or (classroom is not None and classroom.grade in programme.grades)
    in_class = not plan.classrooms or (classroom is not None and classroom.pk in plan.classrooms)
    return programme.for_pupils and in_grade and in_class


def counts_in(plan: Plan, first: dt.date, last: dt.date) -> Q:
    """All rules of the programme together, between two days."""
    condition = Q(read_on__range=(first, last))
    for rule in rules_of(plan).values():
        condition &= rule
    return condition


def amount_of(plan: Plan, condition: Q) -> Aggregate:
    """The programme's metric over the entries that meet `condition`. Reviews are counted elsewhere."""
    match plan.programme.metric:
        case Metric.MINUTES:
            return Sum("minutes", filter=condition, default=0)
        case Metric.PAGES:
            return Sum("pages", filter=condition, default=0)
        case Metric.BOOKS:
            return Count("pk", filter=condition & Q(finished=True))
        case Metric.DAYS:
            return Count("read_on", filter=condition, distinct=True)
    return Count("pk", filter=condition)


def quota_counts(plan: Plan, condition: Q) -> dict[str, Aggregate]:
    """Finished books of each quota (by its place) and finished compulsory titles ("titles")."""
    finished = condition & Q(finished=True)
    counts: dict[str, Any] = {
        str(place): Count("pk", filter=finished & of_kind(quota)) for place, quota in enumerate(plan.quotas)
    }
    if plan.compulsory:
        must = finished & Q(book__title_id__in=plan.compulsory)
        counts["titles"] = Count("book__title_id", filter=must, distinct=True)
    return counts


def of_kind(quota: Quota) -> Q:
    match quota.kind:
        case QuotaKind.REGIONAL:
            return Q(book__language__in=REGIONAL_LANGUAGES)
        case QuotaKind.LANGUAGE:
            return Q(book__language=quota.value)
        case QuotaKind.LEVEL:
            return Q(book__level=quota.value)
    return Q(book__genre=quota.value)


def missing(plan: Plan, counts: dict[str, int]) -> int:
    """How many quotas and compulsory titles are still open."""
    short = sum(counts.get(str(place), 0) < quota.least for place, quota in enumerate(plan.quotas))
    return short + max(0, len(plan.compulsory) - counts.get("titles", 0))
