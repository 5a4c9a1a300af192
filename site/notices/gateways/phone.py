"""SMS and WhatsApp through apprise, an optional package, or a list in memory for tests.

Settings: NOTICES_GATEWAYS, channel → apprise URL in which `{phone}` stands for the number in digits. The URL
"memory://" keeps messages in `outbox`.
"""

from __future__ import annotations

from importlib.util import find_spec

import phonenumbers
from django.conf import settings

from notices.exceptions import NotAPhoneNumber

MEMORY = "memory://"
outbox: list[tuple[str, str, str]] = []


class GatewayError(OSError):
    """The gateway did not take the message."""


def available(channel: str) -> bool:
    """Whether this installation can send on the channel."""
    url = settings.NOTICES_GATEWAYS.get(channel, "")
    return url.startswith(MEMORY) or (bool(url) and find_spec("apprise") is not None)


def send(channel: str, number: str, text: str) -> None:
    """Raises GatewayError. The gateways answer no number for a message."""
    url = settings.NOTICES_GATEWAYS.get(channel, "")
    if url.startswith(MEMORY):
        outbox.append((channel, number, text))
        return
    import apprise  # optional, and heavy: only where a message goes out

    way = apprise.Apprise()
    if not way.add(url.replace("{phone}", number.lstrip("+"))) or not way.notify(body=text):
        raise GatewayError(channel)


def normalise(number: str) -> str:
    """As people write it (0812-…, 62812…, 812…) → +62812…"""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    if digits.startswith("62"):
        digits = f"+{digits}"
    try:
        parsed = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException as error:
        raise NotAPhoneNumber from error
    if not phonenumbers.is_possible_number(parsed):
        raise NotAPhoneNumber
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
