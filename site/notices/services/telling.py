"""`tell`: write what is to be told inside the caller's transaction; the worker does the rest."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from notices import exceptions as broken
from notices import hours, registry
from notices.models import Delivery, Notice
from notices.registry import BY_PHONE, SLIP, NoticeKind
from notices.ways import To, Ways

AT_ONCE = 500
# Data may leave the site: these keys never belong to it.
TOO_PERSONAL = frozenset({"nisn", "nis", "nik", "birth_date", "username", "password", "pin"})


@transaction.atomic
def tell(
    kind: str,
    recipients: Iterable[User | str | To],
    *,
    reference: str = "",
    data: Mapping[str, Any] | None = None,
    link: str = "",
    school: School | None = None,
) -> int:
    """Tell people; answers how many had not been told yet. Raises NoticeError for what may not be told.

    A recipient is a user, an address, or a `To` with a reference, data, link and school of its own. Call it
    inside the transaction of the verb: if that is rolled back, nobody hears of it.
    """
    known, new = registry.kind_of(kind), 0
    common = To(reference=reference, data=dict(data or {}), link=link)
    complete = (_complete(recipient, common) for recipient in recipients)
    receivers = list({(to.key, to.reference): to for to in complete}.values())
    for start in range(0, len(receivers), AT_ONCE):
        new += _tell(known, receivers[start : start + AT_ONCE], school)
    if new:
        transaction.on_commit(wake_the_worker, robust=True)
    return new


def _complete(recipient: User | str | To, common: To) -> To:
    to = recipient if isinstance(recipient, To) else _plain(recipient)
    to = replace(
        to,
        address=to.address.strip(),
        reference=to.reference or common.reference,
        data=common.data if to.data is None else to.data,
        link=to.link or common.link,
    )
    if not to.reference:
        raise broken.ReferenceMissing
    if bool(to.user) == bool(to.address):
        raise broken.NobodyToTell
    if to.link and (not to.link.startswith("/") or to.link.startswith(("//", "/\\"))):
        raise broken.ForeignLink
    if TOO_PERSONAL & set(to.data or {}):
        raise broken.TooPersonal
    return to


def _plain(recipient: User | str) -> To:
    return To(address=recipient) if isinstance(recipient, str) else To(user=recipient)


def _tell(kind: NoticeKind, receivers: list[To], school: School | None) -> int:
    ways, told = Ways.of(kind, receivers), uuid.uuid4()
    Notice.objects.bulk_create(
        [_notice(kind, to, school, ways, told) for to in receivers], ignore_conflicts=True
    )
    new = _just_told(kind, receivers, told)
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(notice_id=pk, channel=channel, next_try_at=_due(kind, channel, now, ways.zone(to, school)))
        for to in receivers
        if (pk := new.get((*to.key, to.reference)))
        for channel in ways.channels(to)
    )
    return len(new)


def _notice(kind: NoticeKind, to: To, school: School | None, ways: Ways, told: uuid.UUID) -> Notice:
    return Notice(
        kind=kind.slug,
        user=to.user,
        address=to.address,
        reference=to.reference,
        school_id=ways.school_id(to, school),
        data=to.data or {},
        link=to.link,
        in_app=ways.shown_to(to),
        told=told,
    )


def _just_told(
    kind: NoticeKind, receivers: list[To], told: uuid.UUID
) -> dict[tuple[int | None, str, str], int]:
    """The rows that this call wrote; another call at the same moment writes and finds its own."""
    mine = Notice.objects.filter(kind=kind.slug, told=told)
    users = mine.filter(user__in=[to.user for to in receivers if to.user])
    others = mine.filter(user=None, address__in=[to.address for to in receivers if to.address])
    rows = users.values_list("user_id", "address", "reference", "pk").union(
        others.values_list("user_id", "address", "reference", "pk")
    )
    return {(user, address, reference): pk for user, address, reference, pk in rows}


def _due(kind: NoticeKind, channel: str, now: dt.datetime, zone: str) -> dt.datetime | None:
    if channel == SLIP:
        return None
    if channel in BY_PHONE and not kind.urgent:
        return hours.after_quiet_hours(now, zone)
    return hours.next_digest(now, zone) if kind.digest == "day" else now


def wake_the_worker() -> None:
    from notices.tasks import deliver

    deliver()
