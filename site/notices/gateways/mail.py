"""E-mail: one message for one delivery, or for the several of a digest."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices import registry, texts, unsubscribing
from notices.models import Delivery, Notice
from ui.branding import site_name


class Mail:
    """Holds one connection for all messages of a run."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.is_open = False

    def send(self, batch: Sequence[Delivery], address: str) -> str:
        """Answers the Message-ID. After an error the next message gets a fresh connection."""
        message = message_for(batch, address)
        try:
            if not self.is_open:
                self.connection.open()
                self.is_open = True
            self.connection.send_messages([message])
        except Exception:
            self.close()
            self.connection = get_connection()
            raise
        return str(message.extra_headers["Message-ID"])

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.connection.close()


def message_id(pk: int) -> str:
    """The same for every attempt at a delivery, whichever process makes it."""
    host = urlsplit(settings.SITE_BASE_URL).hostname or "localhost"
    mark = salted_hmac("notices.message-id", str(pk), algorithm="sha256").hexdigest()[:16]
    return f"<notice-{pk}.{mark}@{host}>"


def message_for(batch: Sequence[Delivery], address: str) -> EmailMultiAlternatives:
    notices = [delivery.notice for delivery in batch]
    stop, manage = doors_of(notices[0])
    context = {
        "items": [item_of(notice) for notice in notices],
        "stop": stop,
        "stops": notices[0].kind_name,
        "manage": manage,
        **_sender(),
    }
    message = EmailMultiAlternatives(
        subject_of(notices),
        render_to_string("notices/email.txt", context),
        to=[address],
        headers={
            "Message-ID": message_id(batch[0].leader_id),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("notices/email.html", context), "text/html")
    return message


def item_of(notice: Notice) -> dict[str, object]:
    body = texts.body(notice)
    return {
        "text": body,
        "paragraphs": body.split("\n\n"),
        "html": texts.html(notice),
        "url": address_of(notice),
    }


def preview(template: str, words: dict[str, object], *, nonce: str = "") -> SafeString:
    """An e-mail's look without a receiver, for those who write it; its links to leave lead nowhere."""
    item = {"html": render_to_string(template, words), "url": ""}
    context = {"items": [item], "stop": "#", "stops": "", "manage": "", "nonce": nonce}
    return render_to_string("notices/email.html", context | _sender())


def _sender() -> dict[str, object]:
    return {"site": site_name(), "home": settings.SITE_BASE_URL}


def doors_of(notice: Notice) -> tuple[str, str]:
    """Where the receiver stops these messages, and where they choose; "" where there is nothing to choose."""
    kind = registry.known(notice.kind)
    if kind and kind.mailing:
        stop, manage = kind.mailing.leave_path(notice), kind.mailing.choose_path(notice)
    else:
        stop = reverse("unsubscribe", args=[unsubscribing.token_for(notice)])
        manage = reverse("notice_settings") if notice.user_id else ""
    return settings.SITE_BASE_URL + stop, settings.SITE_BASE_URL + manage if manage else ""


def subject_of(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return texts.subject(notices[0])
    many = ngettext("%(count)d notice", "%(count)d notices", len(notices)) % {"count": len(notices)}
    return _("%(site)s: %(many)s") % {"site": site_name(), "many": many}


def address_of(notice: Notice) -> str:
    """Where the message leads; a person's notice is thereby read."""
    if not notice.link:
        return ""
    return settings.SITE_BASE_URL + (notice.get_absolute_url() if notice.user_id else notice.link)
