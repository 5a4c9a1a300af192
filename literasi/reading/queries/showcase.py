"""Programmes for a public page that shows several at once: sums of everybody, in one query."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, OuterRef, Subquery, Sum

from ..models import GroupStanding, Programme
from ..models.programmes import ProgrammeQuerySet
from .attainment import FEWEST


def running_in_public(today: dt.date) -> ProgrammeQuerySet:
    """Running today and with a public page, those with a common goal first.

    What all have read together, `public_amount` answers: None while fewer than FEWEST have, so that it points
    at nobody.
    """
    sums = GroupStanding.objects.filter(programme=OuterRef("pk")).order_by()
    total = sums.values("programme").annotate(n=Sum("amount")).values("n")
    readers = sums.values("period").annotate(n=Sum("readers")).order_by("-n").values("n")[:1]
    return (
        Programme.objects.running()
        .on(today)
        .filter(is_public=True)
        .select_related("school")
        .defer("plan")
        .annotate(total=Subquery(total), most_readers=Subquery(readers))
        .order_by(F("community_goal").desc(nulls_last=True), "ends_on", "pk")
    )


def public_amount(programme: Programme) -> int | None:
    """Of a programme that `running_in_public` found."""
    enough = (getattr(programme, "most_readers", None) or 0) >= FEWEST
    return (getattr(programme, "total", None) or 0) if enough else None
