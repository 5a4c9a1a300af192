"""Who has earned which certificate of a programme, and which of them are not issued yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from letters.models import Letter

from ..models import CertificateLevel, Interval, Programme, Standing

KIND = "reading-certificate"


@dataclass(frozen=True)
class Earned:
    """One level reached by one reader. `score` is what the level is measured by."""

    level: CertificateLevel
    reader_id: int
    classroom: str
    school: str
    score: int

    @property
    def reference(self) -> str:
        return f"{self.level.programme_id}:{self.level.least}:{self.reader_id}"


@dataclass(frozen=True)
class LevelLine:
    """A level at the desk: how many have reached it, how many of those wait for the certificate."""

    level: CertificateLevel
    earned: int
    waiting: int


def earned_in(programme: Programme) -> list[Earned]:
    """Every level every reader has reached, lowest first; two queries."""
    whole = programme.interval == Interval.WHOLE
    rows = Standing.objects.filter(programme=programme, amount__gt=0)
    seats = {
        row["reader"]: row
        for row in rows.order_by("period").values(
            "reader", "classroom__name", "school__name", "amount", "missing"
        )
    }
    times = dict(rows.order_by().values_list("reader").annotate(n=Count("pk", filter=Q(reached=True))))
    found = []
    for level in programme.certificate_levels.all():
        for reader, row in seats.items():
            score = row["amount"] if whole else times[reader]
            complete = not whole or level.least < programme.value or not row["missing"]
            if score >= level.least and complete:
                names = (row["classroom__name"] or "", row["school__name"])
                found.append(Earned(level, reader, *names, score))
    return found


def unissued(earned: Iterable[Earned]) -> list[Earned]:
    """Those without a letter so far; a revoked letter is not issued again by itself."""
    earned = list(earned)
    there = set(_letters(one.level.programme_id for one in earned).values_list("reference", flat=True))
    return [one for one in earned if one.reference not in there]


def level_lines(programme: Programme) -> list[LevelLine]:
    earned = earned_in(programme)
    waiting = unissued(earned)
    return [
        LevelLine(
            level,
            sum(one.level == level for one in earned),
            sum(one.level == level for one in waiting),
        )
        for level in programme.certificate_levels.all()
    ]


def certificates_of(programme: Programme) -> list[Letter]:
    """What has been issued and holds, by number."""
    return list(_letters([programme.pk]).standing().order_by("year", "serial"))


def own_certificates(reader: User, programme: Programme) -> list[Letter]:
    return list(_letters([programme.pk]).standing().filter(subject=reader).order_by("year", "serial"))


def _letters(programme_ids: Iterable[int]):  # type: ignore[no-untyped-def]
    condition = Q(pk__in=[])
    for pk in set(programme_ids):
        condition |= Q(reference__startswith=f"{pk}:")
    return Letter.objects.of_kind(KIND).filter(condition)
