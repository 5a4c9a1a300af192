"""The request as a view behind `login_required` sees it."""

from ui.requests import HtmxRequest

from .models import User


class SignedInRequest(HtmxRequest):
    """For annotations: `user` is a person, not an anonymous visitor."""

    user: User
