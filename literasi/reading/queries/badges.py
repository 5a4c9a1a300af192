"""Badges as pupils and teachers see them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from accounts.models import Classroom, School, User

from ..models import Award, Badge

RECENT = dt.timedelta(days=7)


@dataclass(frozen=True)
class Ahead:
    """A badge not yet earned, and how far the reader is."""

    badge: Badge
    amount: int

    @property
    def shown(self) -> int:
        return min(self.amount, self.badge.least)


def awards_of(reader: User) -> list[Award]:
    """Newest first."""
    return list(Award.objects.filter(reader=reader).select_related("badge"))


def badges_ahead(school: School, awards: list[Award], tally: dict[str, int]) -> list[Ahead]:
    """What else can be earned here, the nearest first. A quiet time is nothing to work towards."""
    have = {award.badge_id for award in awards}
    offered = Badge.objects.filter(Q(school__isnull=True) | Q(school=school), active=True).exclude(
        pk__in=have
    )
    ahead = [Ahead(badge, tally.get(badge.feat, 0)) for badge in offered if badge.feat != "comeback"]
    return sorted(ahead, key=lambda one: (-one.shown / one.badge.least, one.badge.least))


def celebrate(reader: User) -> list[Award]:
    """The awards the reader has not seen yet; from now on they are seen."""
    new = list(Award.objects.filter(reader=reader, seen_at__isnull=True).select_related("badge"))
    if new:
        Award.objects.filter(pk__in=[award.pk for award in new]).update(seen_at=timezone.now())
    return new


@dataclass
class WeekBadge:
    badge: Badge
    names: list[str] = field(default_factory=list)


def badges_of_week(classroom: Classroom) -> list[WeekBadge]:
    """Which badges pupils of the class have earned in the last seven days, and who."""
    recent = (
        Award.objects.filter(
            awarded_at__gte=timezone.now() - RECENT,
            reader__pupil__enrolments__classroom=classroom,
            reader__pupil__enrolments__ends_on__isnull=True,
        )
        .select_related("badge", "reader")
        .order_by("badge__feat", "badge__least", "reader__name")
    )
    found: dict[int, WeekBadge] = {}
    names: dict[int, list[str]] = defaultdict(list)
    for award in recent:
        found.setdefault(award.badge_id, WeekBadge(award.badge, names[award.badge_id]))
        names[award.badge_id].append(award.reader.name)
    return list(found.values())
