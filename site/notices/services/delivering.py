"""The worker's part: claim what is due, send it, close the claim. What "once" means: see the package."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Sequence
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from notices import hours, registry, texts
from notices.gateways import phone
from notices.gateways.mail import Mail, address_of
from notices.models import Contact, Delivery, DeliveryQuerySet, DeliveryState, Notice, Reason
from notices.registry import BY_PHONE, EMAIL, NoticeKind
from notices.ways import address_hash, current_address, still_wanted

log = logging.getLogger(__name__)

# After each failed attempt the next one waits longer; after the last the staff decide.
BACK_OFF = [dt.timedelta(minutes=n) for n in (1, 5, 30, 120, 720)]
MOST_SECONDS = 50  # the sweep of the next minute goes on


def deliver_due() -> int:
    """Send what is due, one after the other; answers how many messages left."""
    close_the_unclear()
    mail, sent, until = Mail(), 0, time.monotonic() + MOST_SECONDS
    try:
        while time.monotonic() < until and (batch := claim()):
            sent += _send(batch, mail)
    finally:
        mail.close()
    return sent


def close_the_unclear() -> int:
    """Left behind by a worker that is gone, and not to be sent twice blindly: the staff decide."""
    left = Delivery.objects.left_behind(timezone.now())
    hopeless = left.filter(Q(channel__in=BY_PHONE) | Q(attempts__gt=len(BACK_OFF)))
    return hopeless.update(state=DeliveryState.FAILED, error=Reason.UNCLEAR, claimed_at=None)


@transaction.atomic
def claim() -> list[Delivery]:
    """The next message, marked as on its way before it is; a digest is several deliveries."""
    now = timezone.now()
    due = Delivery.objects.due(now).exclude(channel__in=BY_PHONE, state=DeliveryState.SENDING)
    first = due.for_claiming().order_by("next_try_at", "pk").first()
    if first is None:
        return []
    batch = list(_family(first, now).for_claiming().select_related("notice__user", "notice__school"))
    for one in batch:
        one.state, one.claimed_at, one.attempts = DeliveryState.SENDING, now, one.attempts + 1
        one.lead_id = batch[0].pk if one.pk != batch[0].pk else None
    Delivery.objects.bulk_update(batch, ["state", "claimed_at", "attempts", "lead"])
    return batch


def _family(first: Delivery, now: dt.datetime) -> DeliveryQuerySet:
    """What goes out together with the first: the same as at its first attempt."""
    mine = Q(pk=first.leader_id) | Q(lead=first.leader_id)
    notice = Notice.objects.get(pk=first.notice_id)
    kinds = registry.digest_slugs()
    if not first.attempts and notice.user_id and first.channel == EMAIL and notice.kind in kinds:
        mine |= Q(
            channel=EMAIL,
            state=DeliveryState.WAITING,
            attempts=0,
            next_try_at__lte=now,
            notice__user=notice.user_id,
            notice__kind__in=kinds,
        )
    open_ones = Q(state__in=(DeliveryState.WAITING, DeliveryState.SENDING))
    return Delivery.objects.filter(mine, open_ones).in_order()


def _send(batch: list[Delivery], mail: Mail) -> int:
    """Outside of any transaction; whatever goes wrong is written down, and the run goes on."""
    first = batch[0]
    wanted, address = _still_wanted(batch)
    if not wanted:
        return 0
    if first.channel in BY_PHONE and _postpone(first):
        return 0
    try:
        with translation.override(_language(first)):
            number = _hand_over(wanted, address, mail)
    except Exception as error:
        log.warning("Delivery %s by %s: %s", first.pk, first.channel, type(error).__name__)
        _put_back(wanted, error)
        return 0
    _close(wanted, state=DeliveryState.SENT, sent_at=timezone.now(), provider_id=number, error="")
    return 1


def _hand_over(batch: list[Delivery], address: str, mail: Mail) -> str:
    first = batch[0]
    if first.channel == EMAIL:
        return mail.send(batch, address)
    phone.send(first.channel, address, texts.short(first.notice, address_of(first.notice)))
    return ""


def _still_wanted(batch: list[Delivery]) -> tuple[list[Delivery], str]:
    """Those the person wants now, and where to; the others are closed."""
    notice = batch[0].notice
    address = current_address(notice.user, batch[0].channel) if notice.user else notice.address
    wanted: list[Delivery] = []
    refused: list[Delivery] = []
    for one in batch:
        kind, who = registry.known(one.notice.kind), notice.user_id or address_hash(notice.address)
        fits = bool(address and kind and _asked_for(one, kind, who))
        (wanted if fits else refused).append(one)
    _close(refused, state=DeliveryState.SKIPPED, error=Reason.NOT_WANTED)
    return wanted, address


def _asked_for(one: Delivery, kind: NoticeKind, who: int | str) -> bool:
    return kind.mailing.wants(one.notice) if kind.mailing else still_wanted(kind, who, one.channel)


def _postpone(delivery: Delivery) -> bool:
    """No telephone rings at night, however late the message got."""
    now, school, kind = timezone.now(), delivery.notice.school, registry.known(delivery.notice.kind)
    if kind and kind.urgent:
        return False
    morning = hours.after_quiet_hours(now, school.time_zone if school else None)
    if morning == now:
        return False
    _close([delivery], state=DeliveryState.WAITING, next_try_at=morning, attempts=delivery.attempts - 1)
    return True


def _put_back(batch: list[Delivery], error: Exception) -> None:
    """To be tried again later, unless the address is refused or it has failed too often."""
    attempts, reason = batch[0].attempts, _reason(error)
    if reason == Reason.REFUSED or attempts > len(BACK_OFF):
        _close(batch, state=DeliveryState.FAILED, error=reason)
    else:
        later = timezone.now() + BACK_OFF[attempts - 1]
        _close(batch, state=DeliveryState.WAITING, next_try_at=later, error=reason)


def _reason(error: Exception) -> Reason:
    if isinstance(error, SMTPRecipientsRefused):
        return Reason.REFUSED
    if isinstance(error, SMTPAuthenticationError):
        return Reason.SIGN_IN
    return Reason.NO_ANSWER if isinstance(error, OSError) else Reason.OTHER


def _close(batch: Sequence[Delivery], **found: object) -> None:
    """Only our own claim: a worker that was thought gone closes nothing that another has taken over."""
    if batch:
        ids, claimed_at = [one.pk for one in batch], batch[0].claimed_at
        mine = Delivery.objects.filter(pk__in=ids, state=DeliveryState.SENDING, claimed_at=claimed_at)
        mine.update(claimed_at=None, **found)


def _language(delivery: Delivery) -> str:
    contact = (
        Contact.objects.filter(user=delivery.notice.user_id).first() if delivery.notice.user_id else None
    )
    return contact.language if contact else settings.LANGUAGE_CODE
