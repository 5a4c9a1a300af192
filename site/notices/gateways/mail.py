"""E-mail: one message for one delivery, or for the several of a digest."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices import texts, unsubscribing
from notices.models import Delivery, Notice


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
    stop = settings.SITE_BASE_URL + reverse("unsubscribe", args=[unsubscribing.token_for(notices[0])])
    context = {
        "items": [{"paragraphs": texts.body(n).split("\n\n"), "url": address_of(n)} for n in notices],
        "stop": stop,
        "stops": notices[0].kind_name,
        "manage": settings.SITE_BASE_URL + reverse("notice_settings") if notices[0].user_id else "",
        "site": settings.WAGTAIL_SITE_NAME,
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


def subject_of(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return texts.subject(notices[0])
    many = ngettext("%(count)d notice", "%(count)d notices", len(notices)) % {"count": len(notices)}
    return _("%(site)s: %(many)s") % {"site": settings.WAGTAIL_SITE_NAME, "many": many}


def address_of(notice: Notice) -> str:
    """Where the message leads; a person's notice is thereby read."""
    if not notice.link:
        return ""
    return settings.SITE_BASE_URL + (notice.get_absolute_url() if notice.user_id else notice.link)
