"""On which channels a notice goes, for many receivers at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import Pupil, School, User

from .gateways import phone
from .models import Contact, Preference
from .registry import BY_PHONE, EMAIL, IN_APP, SLIP, NoticeKind


@dataclass(frozen=True, kw_only=True)
class To:
    """One receiver: a person, or an e-mail address or telephone number of somebody without an account.

    What is given here goes before what is given to `tell` for all.
    """

    user: User | None = None
    address: str = ""
    reference: str = ""
    data: dict[str, Any] | None = None
    link: str = ""
    school: School | None = None

    @property
    def key(self) -> tuple[int | None, str]:
        return (self.user.pk if self.user else None, self.address)


def address_hash(address: str) -> str:
    """Stands for an address in the choices of people without an account."""
    return salted_hmac("notices.address", address.strip().lower(), algorithm="sha256").hexdigest()


@dataclass
class Ways:
    """What must be known of the receivers to choose channels; read in five queries whatever their number."""

    kind: NoticeKind
    pupils: dict[int, tuple[int, str]] = field(default_factory=dict)
    emails: set[int] = field(default_factory=set)
    phones: dict[int, str] = field(default_factory=dict)
    choices: dict[tuple[int | str, str], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: NoticeKind, receivers: Iterable[To]) -> Ways:
        receivers = list(receivers)
        ids = [to.user.pk for to in receivers if to.user]
        hashes = [address_hash(to.address) for to in receivers if to.address]
        rows = Pupil.objects.active().filter(user__in=ids)
        pupils = {u: (s, zone) for u, s, zone in rows.values_list("user", "school", "school__time_zone")}
        adults = [pk for pk in ids if pk not in pupils]
        chosen = Preference.objects.among(ids, hashes).filter(kind=kind.slug)
        return cls(
            kind,
            pupils,
            set(EmailAddress.objects.filter(user__in=adults, verified=True).values_list("user", flat=True)),
            dict(_confirmed(adults).values_list("user", "phone_by")),
            {(row.user_id or row.address_hash, row.channel): row.wanted for row in chosen},
        )

    def wants(self, who: int | str, channel: str) -> bool:
        default = self.kind.default_on or channel in (IN_APP, SLIP)
        return self.choices.get((who, channel), default)

    def shown_to(self, to: To) -> bool:
        return bool(to.user) and self.kind.goes_by(IN_APP) and self.wants(to.user.pk, IN_APP)  # type: ignore[union-attr]

    def channels(self, to: To) -> list[str]:
        """The ways out; empty where the person only reads it on the site."""
        if to.user is None:
            return [c for c in self._for_address(to.address) if self.wants(address_hash(to.address), c)]
        if to.user.pk in self.pupils:
            return [SLIP] if self.kind.goes_by(SLIP) else []
        by_phone = self.phones.get(to.user.pk, "")
        ways = [EMAIL] if to.user.pk in self.emails else []
        ways += [by_phone] if by_phone and phone.available(by_phone) else []
        return [c for c in ways if self.kind.goes_by(c) and self.wants(to.user.pk, c)]

    def _for_address(self, address: str) -> list[str]:
        if "@" in address:
            return [EMAIL] if self.kind.goes_by(EMAIL) else []
        return [c for c in BY_PHONE if self.kind.goes_by(c) and phone.available(c)][:1]

    def school_id(self, to: To, school: School | None) -> int | None:
        """The school that tells; a pupil's own where nobody says."""
        told_by = to.school or school
        if told_by:
            return told_by.pk
        return self.pupils[to.user.pk][0] if to.user and to.user.pk in self.pupils else None

    def zone(self, to: To, school: School | None) -> str:
        told_by = to.school or school
        return told_by.time_zone if told_by else settings.TIME_ZONE


def _confirmed(users: Iterable[int]) -> Any:
    return Contact.objects.filter(user__in=list(users), phone_confirmed_at__isnull=False).exclude(phone="")


def current_address(user: User, channel: str) -> str:
    """Where this channel reaches an adult now; "" where it does not."""
    if Pupil.objects.active().filter(user=user).exists() or not user.is_active:
        return ""
    if channel == EMAIL:
        found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first()
        return found.email if found else ""
    contact = _confirmed([user.pk]).filter(phone_by=channel).first()
    return contact.phone if contact else ""


def still_wanted(kind: NoticeKind, who: int | str, channel: str) -> bool:
    """What the person says now, which may be newer than the notice."""
    mine = {"user": who} if isinstance(who, int) else {"address_hash": who, "user": None}
    row = Preference.objects.filter(kind=kind.slug, channel=channel, **mine).first()
    return row.wanted if row else kind.default_on
