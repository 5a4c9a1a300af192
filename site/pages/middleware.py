"""What becomes of a page that cannot be published where no form stands between: said, and led back to it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from .exceptions import UnfitToPublish


class UnfitPages:
    """Approving in a dialogue and publishing many at once come here; their transaction is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnfitToPublish):
            return None
        edit = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        messages.error(request, str(exception))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": edit})
        return redirect(edit)
