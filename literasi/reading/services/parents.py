"""Parents sign by link, without an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from audit.services import record

from .. import exceptions as broken
from ..models import Evidence, JournalSheet, ParentLink, ParentSignature, ReadingLog, Status
from ..queries import reads_at
from . import totals
from .line import stand_in_line

DAYS_OPEN = 14
DAYS_SHOWN = 14


@transaction.atomic
def make_parent_link(reader: User, *, by: User) -> ParentLink:
    """The reader's open link, or a new one for two weeks."""
    stand_in_line(reader)
    link = open_link(reader)
    if link is None:
        expires = timezone.now() + dt.timedelta(days=DAYS_OPEN)
        link = ParentLink.objects.create(reader=reader, made_by=by, expires_at=expires)
        record("make_parent_link", link, actor=by, school=reads_at(reader))
    return link


@transaction.atomic
def revoke_parent_links(reader: User, *, by: User) -> int:
    """Close every open link of the reader, those of printed sheets too."""
    stand_in_line(reader)
    count = _open().filter(reader=reader).update(revoked_at=timezone.now())
    if count:
        record("revoke_parent_links", reader, actor=by, school=reads_at(reader), count=count)
    return count


def open_link(reader: User) -> ParentLink | None:
    return _open().filter(reader=reader, sheet__isnull=True).order_by("-pk").first()


def link_by_token(token: str) -> ParentLink:
    """The link behind a token; one that is unknown, expired or revoked raises LinkClosed."""
    link = _open().filter(token=token).select_related("reader", "sheet").first()
    if link is None or not link.reader.is_active or reads_at(link.reader) is None:
        raise broken.LinkClosed
    return link


def sheet_link(sheet: JournalSheet) -> ParentLink:
    """The door that a printed sheet opens for a parent; it closes a month after the sheet's last day."""
    closes = timezone.now() + dt.timedelta(days=30)
    values = {"reader": sheet.reader, "made_by": sheet.printed_by, "expires_at": closes}
    return ParentLink.objects.get_or_create(sheet=sheet, defaults=values)[0]


def unsigned_entries(link: ParentLink) -> list[ReadingLog]:
    """What the holder of the link may still sign, the newest day first."""
    school = reads_at(link.reader)
    today = school.today() if school else timezone.localdate()
    entries = ReadingLog.objects.of(link.reader).filter(signature__isnull=True, session__isnull=True)
    if link.sheet:
        entries = entries.filter(read_on__range=(link.sheet.first_day, link.sheet.last_day))
    else:
        entries = entries.filter(read_on__gt=today - dt.timedelta(days=DAYS_SHOWN))
    signed_on_paper = Q(sheet__signed=True)
    return list(
        entries.exclude(status=Status.RETURNED).exclude(signed_on_paper).with_book().newest_first()[:60]
    )


@transaction.atomic
def sign_entries(
    link: ParentLink, tickets: Mapping[int, int], *, name: str, relation: str = "", browser: str = ""
) -> list[ReadingLog]:
    """A parent signs entries, given as id → the version that was on the screen; answers what was signed.

    Entries changed meanwhile, signed already, or not of this reader are left as they are.
    """
    stand_in_line(link.reader)
    link = link_by_token(link.token)
    name = " ".join(name.split())[:80]
    if not name:
        raise broken.SignatureNeedsName
    logs = [log for log in unsigned_entries(link) if tickets.get(log.pk) == log.version]
    if not logs:
        raise broken.NothingToSign
    signature = ParentSignature.objects.create(
        link=link, name=name, relation=" ".join(relation.split())[:40], browser=browser[:200]
    )
    for log in logs:
        log.signature = signature
        log.evidence = max(log.evidence, Evidence.PARENT)
    ReadingLog.objects.bulk_update(logs, ["signature", "evidence"])
    totals.settle(change for log in logs for change in (totals.counting(log, -1), totals.counting(log)))
    record("sign_entries", link, school=reads_at(link.reader), entries=[log.pk for log in logs])
    return logs


def _open():  # type: ignore[no-untyped-def]
    return ParentLink.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
