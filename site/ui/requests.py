"""The request as every view sees it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """For annotations: htmx has looked at the headers."""

    htmx: HtmxDetails
