"""Kinds of notices. A later app registers its kinds in `apps.ready()`; see `NoticeKind`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .exceptions import KindUnknown

if TYPE_CHECKING:
    from .models import Notice

IN_APP, EMAIL, SMS, WHATSAPP, SLIP = "in_app", "email", "sms", "whatsapp", "slip"
CHANNELS = (IN_APP, EMAIL, SMS, WHATSAPP, SLIP)
OUTSIDE = (EMAIL, SMS, WHATSAPP)
BY_PHONE = (SMS, WHATSAPP)
PUPIL, STAFF, ALL = "pupil", "staff", "all"


class MailingList(Protocol):
    """Addresses that an app keeps itself, with what they chose and a page on which to leave."""

    def wants(self, notice: Notice) -> bool:
        """Asked when the message leaves: is the address still on the list?"""

    def words(self, notice: Notice) -> dict[str, Any]:
        """What its texts see besides `data`: more than every receiver's row should repeat."""

    def leave_path(self, notice: Notice) -> str:
        """Stops everything by one POST without a cookie (RFC 8058); GET asks first."""

    def choose_path(self, notice: Notice) -> str:
        """Where the receiver looks after what they get."""


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of notice.

    slug        stands in the database for ever, e.g. "loan-due"
    name        what people call it, in the list of what they want to hear of
    template    folder of its texts, e.g. "circulation/notices/loan_due": `line.txt` (one line on the site and
                on the slip) is a must; `subject.txt`, `body.txt` (e-mail) and `short.txt` (SMS, WhatsApp, at
                most 300 characters) fall back on it. They see `data`, `name` (first name), `school`
    channels    the ways it may go; which of them it goes depends on the person
    for_whom    who finds it among their choices: "pupil", "staff" or "all"
    default_on  whether it leaves the site for people who have not chosen; on the site it is always shown
    digest      "day": e-mails of this kind wait for the next morning and come as one
    urgent      asked for this minute (a code): goes out at night, too, and is not among anybody's choices
    mailing     for addresses on a list of the telling app: it is asked instead of the choices kept here
    forgets_addresses   what was told to an address without an account is deleted in the night after it left
    html        a template for the e-mail's HTML part, where paragraphs of the body are not enough
    """

    slug: str
    name: str | Promise
    template: str
    channels: tuple[str, ...] = (IN_APP, EMAIL, SLIP)
    for_whom: str = ALL
    default_on: bool = True
    digest: str = "none"
    urgent: bool = False
    forgets_addresses: bool = False
    mailing: MailingList | None = None
    html: str = ""

    def goes_by(self, channel: str) -> bool:
        return channel in self.channels


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Registering a slug again replaces the kind: `ready()` may run twice."""
    if strange := set(kind.channels) - set(CHANNELS):
        raise ValueError(f"{kind.slug}: no such channels: {', '.join(sorted(strange))}")
    if kind.for_whom not in (PUPIL, STAFF, ALL) or kind.digest not in ("none", "day"):
        raise ValueError(f"{kind.slug}: for_whom={kind.for_whom!r}, digest={kind.digest!r}")
    _kinds[kind.slug] = kind


def forget(slug: str) -> None:
    """Its notices stay readable under a general name."""
    _kinds.pop(slug, None)


def kind_of(slug: str) -> NoticeKind:
    try:
        return _kinds[slug]
    except KeyError as error:
        raise KindUnknown from error


def known(slug: str) -> NoticeKind | None:
    return _kinds.get(slug)


def kinds_for(*, pupil: bool) -> list[NoticeKind]:
    """What such a person may choose about, by name."""
    fit = (ALL, PUPIL) if pupil else (ALL, STAFF)
    return sorted(
        (k for k in _kinds.values() if k.for_whom in fit and not (k.urgent or k.mailing)),
        key=lambda kind: str(kind.name),
    )


def name_of(slug: str) -> str:
    kind = known(slug)
    return str(kind.name if kind else _("Notice"))


def forgetting_slugs() -> list[str]:
    return [kind.slug for kind in _kinds.values() if kind.forgets_addresses]


def digest_slugs() -> list[str]:
    return [kind.slug for kind in _kinds.values() if kind.digest == "day"]
