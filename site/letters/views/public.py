"""Is this letter genuine? For anybody who holds one, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from letters import codes
from letters.forms import CodeForm
from letters.models import Letter


def check_letter(request: HttpRequest) -> HttpResponse:
    """Type the code; a known one leads to its page."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(form.letter)
    return unlisted(render(request, "letters/check_letter.html", {"form": form}))


def verify_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Kind, number, date, issuer and initials: enough to compare with the paper, and nothing else."""
    code = codes.read_code(token) if len(token) == codes.TOKEN_LENGTH else ""
    found = Letter.objects.published().known_as(code).defer("data").first()
    if found is None:
        return unlisted(render(request, "letters/unknown_letter.html", status=404))
    return unlisted(render(request, "letters/verify_letter.html", {"letter": found}))


def unlisted(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it. The site's referrer policy keeps the token from travelling on."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
