"""Reads for pages: the bell, the outbox at a glance, the slips of a class."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Classroom, School, User
from ui.bells import Bell
from ui.menus import signed_in

from .models import Channel, Delivery, DeliveryState, Notice

MOST_COUNTED = 100


def bell(request: HttpRequest) -> Bell | None:
    """Unread notices in one indexed query; nothing for visitors. Counting stops at a hundred."""
    if not signed_in(request):
        return None
    count = unread_count(request.user)  # type: ignore[arg-type]
    words = ngettext("%(count)d unread notice", "%(count)d unread notices", count) % {"count": count}
    return Bell(count, reverse("my_notices"), words if count else _("Notices"))


def unread_count(user: User) -> int:
    ids = Notice.objects.of(user).shown().unread().values("pk")[:MOST_COUNTED]
    return ids.count()


@dataclass(frozen=True)
class ChannelCounts:
    """One channel's line in the outbox."""

    label: str
    waiting: int
    done: int
    failed: int
    skipped: int


def outbox_counts(school: School | None) -> list[ChannelCounts]:
    """Counts by channel and state; one query."""
    rows = Delivery.objects.at(school).values_list("channel", "state").annotate(n=Count("pk"))
    found = {(channel, state): n for channel, state, n in rows.order_by()}

    def add(channel: str, *states: str) -> int:
        return sum(found.get((channel, state), 0) for state in states)

    state = DeliveryState
    return [
        ChannelCounts(
            str(channel.label),
            add(channel, state.WAITING, state.SENDING),
            add(channel, state.SENT, state.PRINTED),
            add(channel, state.FAILED),
            add(channel, state.SKIPPED),
        )
        for channel in Channel
        if any(one == channel for one, _state in found)
    ]


def slips(classroom: Classroom, *, again: bool = False) -> list[Delivery]:
    """The class's slips by name: those not printed yet, or those printed before and still unread."""
    chosen = Delivery.objects.slips_of(classroom)
    chosen = chosen.printed() if again else chosen.waiting()
    return list(
        chosen.select_related("notice__user", "notice__school").order_by("notice__user__name", "notice__pk")
    )
