"""The request as a view behind `login_required` sees it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import User


class SignedInRequest(HttpRequest):
    """For annotations: `user` is a person, not an anonymous visitor; htmx has looked at the headers."""

    user: User
    htmx: HtmxDetails
