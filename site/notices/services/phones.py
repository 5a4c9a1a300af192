"""A telephone number is used once its owner has typed the code that was sent to it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import Pupil, User
from notices import exceptions as broken
from notices.gateways import phone
from notices.models import Contact

from .telling import tell

CODE_LIVES = dt.timedelta(minutes=30)
BETWEEN_CODES = dt.timedelta(minutes=1)
MOST_TRIES = 5
CODE_KIND = {"sms": "phone-code-sms", "whatsapp": "phone-code-whatsapp"}


@transaction.atomic
def ask_for_code(user: User, *, number: str, by: str) -> Contact:
    """Keep the number, unconfirmed, and send a code to it. Raises NoticeError."""
    if Pupil.objects.active().filter(user=user).exists():
        raise broken.PupilsHaveNoPhone
    if not phone.available(by):
        raise broken.NoGateway
    normal, now = phone.normalise(number), timezone.now()
    contact = _locked(user)
    if contact.phone_asked_at and contact.phone_asked_at > now - BETWEEN_CODES:
        raise broken.TooSoon
    contact.phone, contact.phone_by, contact.phone_asked_at = normal, by, now
    contact.phone_tries, contact.phone_confirmed_at = 0, None
    contact.save()
    reference = f"{user.pk}-{now:%Y%m%d%H%M%S}"
    tell(CODE_KIND[by], [normal], reference=reference, data={"code": code_of(contact)})
    return contact


def confirm_phone(user: User, code: str) -> Contact:
    """Raises CodeExpired, WrongCode; the wrong tries count although the answer is an error."""
    with transaction.atomic():
        contact = _locked(user)
        asked = contact.phone_asked_at
        expired = asked is None or asked < timezone.now() - CODE_LIVES or contact.phone_tries >= MOST_TRIES
        right = not expired and constant_time_compare(code_of(contact), "".join(code.split()))
        if right:
            contact.phone_confirmed_at = timezone.now()
        elif not expired:
            contact.phone_tries += 1
        contact.save()
    if expired:
        raise broken.CodeExpired
    if not right:
        raise broken.WrongCode
    return contact


@transaction.atomic
def remove_phone(user: User) -> None:
    contact = _locked(user)
    contact.phone, contact.phone_by, contact.phone_confirmed_at = "", "", None
    contact.phone_tries = 0
    contact.save()


def code_of(contact: Contact) -> str:
    """Six digits, derived and not stored; another for every asking."""
    text = f"{contact.user_id}:{contact.phone}:{contact.phone_asked_at}"
    return f"{int(salted_hmac('notices.phone', text, algorithm='sha256').hexdigest(), 16) % 10**6:06d}"


def _locked(user: User) -> Contact:
    Contact.objects.get_or_create(user=user)
    return Contact.objects.select_for_update().get(user=user)
