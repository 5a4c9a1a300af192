"""The way into the CMS."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
def cms_login(request: HttpRequest) -> HttpResponse:
    """One sign-in for the whole site: the CMS's own form would skip its limits and its second factor."""
    if request.user.is_authenticated:
        # Signed in but sent here: the role is missing. Another sign-in page would only send them back.
        raise PermissionDenied
    after = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts=None)
    return redirect_to_login(after if safe else reverse("wagtailadmin_home"))
