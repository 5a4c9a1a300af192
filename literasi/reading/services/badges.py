"""Badges are weighed by the worker, never in a request: a class that logs together is weighed once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from accounts.models import School, User
from audit.services import record

from ..models import Award, Badge, Journal
from .feats import feats_of

READERS_AT_ONCE = 200
FIRST_SET = Path(__file__).parent.parent / "data" / "badges.json"


@transaction.atomic
def weigh(reader_ids: Iterable[int]) -> list[Award]:
    """Award what these readers have earned and do not have yet; weighing twice changes nothing.

    A journal counts as weighed up to the state seen first: what is stirred meanwhile is weighed again.
    Two weighings at once are kept apart by the constraint "a badge is awarded once".
    """
    seen = list(Journal.objects.of_readers(set(reader_ids)).only("reader_id", "stirred_at"))
    readers = [journal.reader_id for journal in seen]
    earned = _earned(readers)
    Award.objects.bulk_create(
        [Award(reader_id=reader, badge_id=badge) for reader, badge in earned], ignore_conflicts=True
    )
    for journal in seen:
        journal.weighed_at = journal.stirred_at
    list(Journal.objects.of_readers(readers).in_line())
    Journal.objects.bulk_update(seen, ["weighed_at"])
    return _awards(earned)


def weigh_stirred() -> int:
    """Weigh every journal in which something changed since; answer how many."""
    waiting = Journal.objects.filter(
        Q(weighed_at__isnull=True) | Q(stirred_at__gt=F("weighed_at")), stirred_at__isnull=False
    )
    readers = list(waiting.order_by("reader_id").values_list("reader_id", flat=True))
    _in_handfuls(readers)
    return len(readers)


def weigh_school(school_id: int | None) -> int:
    """Weigh a whole school, or with None everybody: after a badge was added or changed."""
    journals = Journal.objects.order_by("reader_id")
    if school_id is not None:
        journals = journals.filter(reader__in=_readers_at(school_id))
    readers = list(journals.values_list("reader_id", flat=True))
    _in_handfuls(readers)
    return len(readers)


def _readers_at(school_id: int) -> Any:
    return User.objects.filter(Q(pupil__school=school_id) | Q(grants__school=school_id)).values("pk")


def _in_handfuls(readers: list[int]) -> None:
    for start in range(0, len(readers), READERS_AT_ONCE):
        weigh(readers[start : start + READERS_AT_ONCE])


def _earned(readers: Collection[int]) -> list[tuple[int, int]]:
    """(reader, badge) of everything earned and not awarded yet, in one order everywhere."""
    tallies, schools = feats_of(readers)
    badges: dict[int | None, list[Badge]] = defaultdict(list)
    offered = Badge.objects.filter(Q(school__isnull=True) | Q(school__in=set(schools.values())), active=True)
    for badge in offered:
        badges[badge.school_id].append(badge)
    have = set(Award.objects.filter(reader__in=readers).values_list("reader_id", "badge_id"))
    return sorted(
        (reader, badge.pk)
        for reader, tally in tallies.items()
        for badge in [*badges[None], *badges.get(schools.get(reader), [])]
        if tally[badge.feat] >= badge.least and (reader, badge.pk) not in have
    )


def _awards(earned: list[tuple[int, int]]) -> list[Award]:
    """The rows, whoever of two weighings wrote them."""
    if not earned:
        return []
    found = Award.objects.filter(
        reader__in={reader for reader, _ in earned}, badge__in={badge for _, badge in earned}
    )
    wanted = set(earned)
    return [award for award in found if (award.reader_id, award.badge_id) in wanted]


@transaction.atomic
def prepare_badges() -> int:
    """Give the city its first set of badges; nothing where it has any. Answers how many were made."""
    if Badge.objects.filter(school__isnull=True).exists():
        return 0
    badges = [Badge(**row) for row in json.loads(FIRST_SET.read_text())]
    return len(Badge.objects.bulk_create(badges, ignore_conflicts=True))


@transaction.atomic
def save_badge(badge: Badge, *, by: User) -> Badge:
    """Add or change a badge; who already fits it is awarded soon, and nobody ever loses one."""
    new = badge.pk is None
    badge.full_clean()
    badge.save()
    record("add_badge" if new else "change_badge", badge, actor=by, school=badge.school, least=badge.least)
    transaction.on_commit(lambda: _ask(badge.school_id), robust=True)
    return badge


def _ask(school_id: int | None) -> None:
    from ..tasks import weigh_whole_school

    weigh_whole_school(school_id)


def own_badges(school: School | None) -> Any:
    """A school's own badges, or the city's."""
    return Badge.objects.filter(school=school) if school else Badge.objects.filter(school__isnull=True)
