"""Boards: classes and schools by goals reached, so that a small class is not punished for its size.

Single readers stand on a board only where their school wants it and their guardian has agreed, by initials
and class, and only once there are enough of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, Max, Q, Sum

from accounts.consents.purposes import INDIVIDUAL_BOARD
from accounts.models import Consent, School, User
from ui.localise import initials

from ..counting import Plan
from ..models import Programme, ReadingPolicy, Standing, State
from .attainment import FEWEST, KEPT_SECONDS, Attainment, Line, attainment, public_attainment
from .programmes import means, programmes_of, seat_of

SHOWN = 10


@dataclass(frozen=True)
class Place:
    """A line of a board; equals share their place."""

    place: int
    line: Line


@dataclass(frozen=True)
class BoardReader:
    initials: str
    classroom: str
    amount: int
    reached: int


def ranked(lines: Iterable[Line]) -> list[Place]:
    """Most goals reached first, then the amount for each reader; groups of a few are left out."""
    able = [line for line in lines if not line.is_small and line.share is not None]
    able.sort(key=lambda line: (-_score(line)[0], -_score(line)[1], line.school.name))
    places: list[Place] = []
    for n, line in enumerate(able, start=1):
        same = places and _score(places[-1].line) == _score(line)
        places.append(Place(places[-1].place if same else n, line))
    return places


def _score(line: Line) -> tuple[float, float]:
    return (round(line.share or 0.0, 4), round(line.per_reader, 2))


def everybody(programme: Programme) -> list[Place]:
    """Classes of a school's programme, schools of the city's; at most a minute old."""
    return ranked(public_attainment(programme).lines)


def within(programme: Programme, school: School) -> list[Place]:
    """The classes of one school, in the city's programme, too; at most a minute old."""

    def count() -> Attainment:
        return attainment(programme, [school.pk])

    found: Attainment = cache.get_or_set(f"reading:board:{programme.pk}:{school.pk}", count, KEPT_SECONDS)  # type: ignore[assignment]
    return ranked(found.lines)


def individuals(programme: Programme, school: School) -> list[BoardReader]:
    """Those who read most at a school, as far as school and guardians allow; nobody while they are few."""
    if not ReadingPolicy.objects.filter(school=school, individual_boards=True).exists():
        return []
    agreed = Consent.objects.open().purpose(INDIVIDUAL_BOARD).filter(pupil__school=school)
    rows = (
        Standing.objects.filter(programme=programme, school=school, amount__gt=0)
        .filter(reader__in=agreed.values("pupil__user"), reader__pupil__left_on__isnull=True)
        .order_by()
        .values(name=F("reader__name"), person=F("reader"))
        .annotate(sum=Sum("amount"), met=Count("pk", filter=Q(reached=True)), room=Max("classroom__name"))
        .order_by("-met", "-sum", "person")[:SHOWN]
    )
    found = [BoardReader(initials(r["name"]), r["room"] or "", r["sum"], r["met"]) for r in rows]
    return found if len(found) >= FEWEST else []


def boards_for(user: User) -> list[Programme]:
    """The programmes whose board the visitor may open: public ones, one's own, and a desk's."""
    rows = Programme.objects.counting().select_related("school")
    public = rows.filter(is_public=True)
    if not user.is_authenticated:
        return list(public)
    seat = seat_of(user)
    near = rows.filter(Q(school=seat.school) | Q(school__isnull=True)) if seat else rows.none()
    own = [programme for programme in near if seat and means(Plan.of(programme), seat)]
    desk = programmes_of(user).exclude(state=State.DRAFT)
    found = {programme.pk: programme for programme in [*public, *own, *desk]}
    return sorted(found.values(), key=lambda p: (p.state != State.RUNNING, -p.starts_on.toordinal(), p.name))
