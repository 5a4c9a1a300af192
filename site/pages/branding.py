"""What editors keep about the institution, as the frame of every page says it.

The rows are read once an edition (ui.keeping), at least once a minute. What depends on the moment, whether
the door is open and whether the notice is due, is worked out for each page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import phonenumbers
from django.urls import reverse
from django.utils import timezone

from accounts.calendar import public_holidays
from ui.branding import Banner, Branding, Contact, Link, Logo, Opening
from ui.keeping import remember

from . import hours
from .hours_in_words import sentence
from .models import AlertBanner, Consent, OpeningHours, Picture, SiteIdentity

LOGO = "max-480x120|format-webp-lossless"


NO_CONTACT = Contact()


@dataclass(frozen=True)
class Notice:
    """A banner, and when it is due."""

    banner: Banner
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None

    def is_due(self, moment: dt.datetime) -> bool:
        begun = self.starts_at is None or self.starts_at <= moment
        return begun and (self.ends_at is None or moment < self.ends_at)


@dataclass(frozen=True)
class Facts:
    """Everything the rows say, whenever and in whichever language it is told."""

    identity: dict[str, Any] = field(default_factory=dict)
    logo: Logo | None = None
    contact: Contact = NO_CONTACT
    social: tuple[Link, ...] = ()
    schedule: hours.Schedule | None = None
    notice: Notice | None = None


def facts() -> Facts:
    return remember("branding", _read)


def current() -> Branding:
    """For ui.branding: the frame as it is now."""
    known, moment = facts(), timezone.now()
    notice = known.notice
    return Branding(
        **known.identity,
        logo=known.logo,
        contact=known.contact,
        social=known.social,
        opening=_opening(known.schedule, moment),
        banner=notice.banner if notice and notice.is_due(moment) else None,
    )


def _opening(schedule: hours.Schedule | None, moment: dt.datetime) -> Opening | None:
    if schedule is None:
        return None
    state = schedule.state(moment)
    return Opening(sentence(state, schedule.now(moment)), state.is_open, reverse("opening_hours"))


def _read() -> Facts:
    identity = SiteIdentity.base_queryset().first()
    banner = AlertBanner.base_queryset().exclude(text="").first()
    rest: dict[str, Any] = {"schedule": _schedule(), "notice": _notice(banner) if banner else None}
    if identity is None:
        return Facts(**rest)
    names = {name: getattr(identity, name) for name in ("name", "tagline", "ink", "accent")}
    return Facts(
        identity={name: value for name, value in names.items() if value},
        logo=logo_of(identity.logo) if identity.logo else None,
        contact=_contact(identity),
        social=tuple(Link(account.text, account.url) for account in identity.social_accounts.all()),
        **rest,
    )


def logo_of(picture: Picture) -> Logo | None:
    """The small form made when it was saved; the picture itself where there is none."""
    if picture.consent != Consent.NO_CHILDREN:
        return None
    shown = picture.renditions.filter(filter_spec=LOGO).first() or picture
    return Logo(shown.file.url, shown.width, shown.height)


def _contact(identity: SiteIdentity) -> Contact:
    phone, whatsapp = identity.phone, identity.whatsapp
    return Contact(
        address=identity.address,
        email=identity.email,
        phone=Link(_spoken(phone), f"tel:{phone}") if phone else None,
        whatsapp=Link(_spoken(whatsapp), f"https://wa.me/{whatsapp.lstrip('+')}") if whatsapp else None,
    )


def _spoken(number: str) -> str:
    """`+62 21 5550100` as people read it."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _schedule() -> hours.Schedule | None:
    row = OpeningHours.objects.first()
    if row is None:
        return None
    today = timezone.localdate()
    return row.schedule(_holidays(today) if row.closed_on_holidays else {}, today) or None


def _holidays(today: dt.date) -> Mapping[dt.date, str]:
    """Those the schedule may be asked about; yesterday's too, where another time zone is still in it."""
    first, last = today - dt.timedelta(days=1), today + dt.timedelta(days=2 * hours.LOOK_AHEAD)
    found = {**public_holidays(first.year), **public_holidays(last.year)}
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def _notice(row: AlertBanner) -> Notice:
    page = row.link_page
    url = (page.get_url() or "") if page and page.live else row.link_url
    link = Link(row.link_text, url) if url else None
    said = f"{row.level}|{row.text}|{link}|{row.starts_at}"
    key = hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
    return Notice(Banner(row.level, row.text, link, key), row.starts_at, row.ends_at)
