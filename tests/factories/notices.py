"""Kinds of notices that exist in tests only, and people who can be reached."""

import itertools

from allauth.account.models import EmailAddress
from django.utils import timezone

from notices.models import Contact, Delivery, Notice
from notices.registry import ALL, EMAIL, IN_APP, SLIP, SMS, WHATSAPP, NoticeKind
from notices.services import tell
from notices.ways import To
from tests.factories.accounts import UserFactory

DUE = NoticeKind(
    slug="test-due",
    name="Buku akan jatuh tempo",
    template="notices_test",
    channels=(IN_APP, EMAIL, SMS, WHATSAPP, SLIP),
)
NEWS = NoticeKind(slug="test-news", name="Kabar", template="notices_test", for_whom=ALL, digest="day")
QUIET = NoticeKind(slug="test-quiet", name="Pilihan", template="notices_test", default_on=False)
KINDS = (DUE, NEWS, QUIET)

_numbers = itertools.count(1)


def with_email(user=None, address=""):
    """An adult with a confirmed address."""
    user = user or UserFactory()
    address = address or f"{user.username}@contoh.invalid"
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def with_phone(user=None, by="sms"):
    user = user or UserFactory()
    Contact.objects.create(
        user=user, phone=f"+62812{next(_numbers):07d}", phone_by=by, phone_confirmed_at=timezone.now()
    )
    return user


def told(user=None, **more) -> Notice:
    """One notice, as `tell` writes it."""
    user, reference = user or UserFactory(), f"acuan-{next(_numbers)}"
    tell(
        more.pop("kind", "test-due"),
        [To(user=user)],
        **{"reference": reference, "data": {"title": "Lebai"}} | more,
    )
    return Notice.objects.get(user=user, reference=more.get("reference", reference))


def an_email(**more) -> Delivery:
    """Waiting to be sent to somebody with an address."""
    return told(with_email(), **more).deliveries.get(channel="email")
