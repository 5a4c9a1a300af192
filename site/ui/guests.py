"""Forms that anybody may send, with an account or without.

GuestForm   a field that people leave empty, and a ticket by which a second press of the button is known
admitted    a limit for each visitor; an address is counted under a keyed digest and stored nowhere
"""

from __future__ import annotations

import ipaddress
import time
import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

HOUR = 3600
TOO_OFTEN = _("That was very often in one hour. Wait a while, then send it again: what you wrote stays here.")


class Trap(forms.TextInput):
    """Out of sight and out of the tab order: only a machine fills it in."""

    template_name = "ui/trap.html"
    is_hidden = True  # type: ignore[assignment]


class GuestForm(forms.Form):
    """Fields beside a form's own. `ticket` is the form's nonce: verbs write once for each."""

    leave_empty = forms.CharField(required=False, widget=Trap, label=_("Leave this field empty"))
    ticket = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket"].initial = uuid.uuid4

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise ValidationError(_("A field was filled in that people do not see. Send the form again."))
        return ""

    def clean_ticket(self) -> uuid.UUID:
        return self.cleaned_data["ticket"] or uuid.uuid4()


def admitted(request: HttpRequest, act: str, *, an_hour: int) -> bool:
    """Whether this visitor may do it once more in this hour; asking counts."""
    key = f"guests:{act}:{_visitor(request)}:{int(time.time() // HOUR)}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= an_hour
    except ValueError:  # it ran out between the two lines
        return True


def _visitor(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"a{request.user.pk}"
    digest = salted_hmac("ui.guests", _network(get_adapter().get_client_ip(request)), algorithm="sha256")
    return digest.hexdigest()[:32]


def _network(address: str) -> str:
    """A household has one address, or with IPv6 a network of them."""
    ip = ipaddress.ip_address(address)
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else address
