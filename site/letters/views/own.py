"""The letters about me, and the PDF for whoever may see it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.requests import SignedInRequest
from letters.documents import pdf_of
from letters.models import Letter

PER_PAGE = 20


@login_required
def my_letters(request: SignedInRequest) -> HttpResponse:
    mine = Letter.objects.of(request.user).published().newest_first()
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "letters/my_letters.html", {"page": page})


@never_cache
@login_required
def letter_pdf(request: SignedInRequest, token: str) -> HttpResponse:
    """The letter as printed. The file's name is its code: no name and no number of a person."""
    letter = get_object_or_404(Letter.objects.published(), token=token)
    if not request.user.has_perm("letters.see_letter", letter) or not letter.can_be_printed:
        raise Http404
    response = HttpResponse(pdf_of([letter]), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="surat-{letter.short_code}.pdf"'
    return response
