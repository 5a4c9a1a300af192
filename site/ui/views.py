"""Error pages in the site's own words, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .addresses import own_address
from .branding import name_in_an_emergency
from .languages import counterpart_of

# status: what happened, what to do next
ERRORS = {
    400: (
        _("We could not understand that request"),
        _(
            "Go back to the page you came from and try again."
            " If it happens again, tell your school's librarian."
        ),
    ),
    403: (
        _("This page is not open to your account"),
        _(
            "You may be signed in as someone else, or your role does not include this page. Ask your school's"
            " administrator if you need it."
        ),
    ),
    404: (
        _("We looked on every shelf, but this page is not here"),
        _(
            "The address may be mistyped, or the page has moved."
            " Look in the catalogue or start from the home page."
        ),
    ),
    "csrf": (
        _("The form had waited too long"),
        _(
            "For your safety a form can only be sent from a fresh page."
            " Go back, load the page again and send the form once more. Cookies must be allowed."
        ),
    ),
}


def _error(request: HttpRequest, status: int, text: int | str) -> HttpResponse:
    title, advice = ERRORS[text]
    context = {"status": status, "title": title, "advice": advice}
    return render(request, "ui/error.html", context, status=status)


def _plain(status: int, title: object, advice: object) -> HttpResponse:
    """Without request and context processors: whatever broke may be among them."""
    context = {"status": status, "title": title, "advice": advice, "site_name": name_in_an_emergency()}
    return HttpResponse(render_to_string("ui/error_plain.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, DisallowedHost):
        return _plain(400, *ERRORS[400])  # the frame would ask for the host again
    return _error(request, 400, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403, "csrf")


def server_error(request: HttpRequest) -> HttpResponse:
    # Fixed words: the message catalogue may be what broke.
    return _plain(
        500,
        "Ada yang rusak di sini, bukan di tempatmu",
        "Yang belum tersimpan bisa dikirim lagi sebentar lagi. Kalau masih begini setelah beberapa menit,"
        " beri tahu pengelola perpustakaan: halaman apa dan jam berapa.",
    )


# Without a token: choosing a language harms nobody, and so public pages need no cookie to offer it.
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie for a year and goes back to where the visitor was."""
    language = request.POST.get("language", "")
    back = own_address(request, request.POST.get("next")) or "/"
    known = language in dict(settings.LANGUAGES)
    response = redirect((counterpart_of(request, back.partition("?")[0], language) if known else "") or back)
    if known:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=60 * 60 * 24 * 365, samesite="Lax"
        )
    return response
