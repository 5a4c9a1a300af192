"""What a programme must be before it is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from accounts.models import User
from accounts.permissions import scope_of

from .. import exceptions as broken
from ..models import Interval, Metric, Programme
from ..permissions import plans_whole_school

if TYPE_CHECKING:
    from .programmes import Blueprint

CENTURY = (dt.date(2001, 1, 1), dt.date(2100, 12, 31))
LONGEST = dt.timedelta(days=7 * 366)


def check(programme: Programme, blueprint: Blueprint, by: User) -> None:
    """Refuse what reaches too far or makes no sense; then the model's own constraints."""
    _check_reach(programme, blueprint, by)
    _check_goal(programme, blueprint)
    if not all(CENTURY[0] <= day <= CENTURY[1] for day in (programme.starts_on, programme.ends_on)):
        raise broken.YearsMistyped
    if programme.ends_on - programme.starts_on > LONGEST:
        raise broken.ProgrammeTooLong
    programme.full_clean(exclude=["slug", "made_by"])


def _check_reach(programme: Programme, blueprint: Blueprint, by: User) -> None:
    here = programme.school_id
    foreign = {room.school_id for room in blueprint.classrooms} - {here}
    listed = programme.reading_list
    if (
        foreign
        or (blueprint.schools and here is not None)
        or (listed and listed.school_id not in (None, here))
    ):
        raise broken.NotOfThisSchool
    if plans_whole_school(by, programme.school):
        return
    own = {room.pk for room in blueprint.classrooms} <= scope_of(by).classrooms
    if not (blueprint.classrooms and own) or programme.for_staff:
        raise broken.WiderThanYours


def _check_goal(programme: Programme, blueprint: Blueprint) -> None:
    listed = programme.reading_list
    compulsory = listed is not None and listed.items.filter(compulsory=True).exists()
    if programme.metric == Metric.REVIEWS and (blueprint.quotas or compulsory):
        raise broken.ReviewsHaveNoQuotas
    if programme.interval == Interval.WHOLE:
        return
    if blueprint.quotas:
        raise broken.QuotasNeedWholeProgramme
    if compulsory:
        raise broken.TitlesNeedWholeProgramme
