"""What only this site's address space knows: where the CMS lives."""

from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

CMS_PREFIX = "/cms/"

# Wagtail's admin inlines scripts and styles; nothing outside it may.
CMS_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
}

__all__ = ["CMS_PREFIX", "NONCE", "ContentSecurityPolicy"]


class ContentSecurityPolicy(CSPMiddleware):
    """One strict policy for the site, one for the CMS admin."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(CMS_PREFIX):
            response._csp_config = CMS_POLICY  # type: ignore[attr-defined]
        return super().process_response(request, response)
