"""The one way a document leaves the site."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pages.handing_out import hand_out
from pages.models import SiteDocument


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Wagtail's own address; a restricted collection opens to those it is restricted to."""
    found = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=document_id)
    if found.filename != filename:
        raise Http404
    restrictions = found.collection.get_view_restrictions()
    if all(restriction.accept_request(request) for restriction in restrictions):
        return hand_out(found, request)
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.path)
