"""How often one network, and one address, may ask for a link."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

APP = "newsletter"
# A staff room subscribes from one address of the network.
RATES = {"network": "40/h/ip", "address": "2/h/key,5/d/key"}


def network_may_ask(request: HttpRequest) -> bool:
    return _use(request, "network")


def address_may_ask(request: HttpRequest, email: str) -> bool:
    """The cache keeps a hash of the address, for a day at most."""
    return _use(request, "address", key=email.strip().lower())


def _use(request: HttpRequest, action: str, key: str | None = None) -> bool:
    return ratelimit.consume(request, app=APP, action=action, config=RATES, key=key) is not None
