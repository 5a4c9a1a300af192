"""Certificates of a programme at its desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from letters.documents import pdf_of

from .. import services
from ..exceptions import ReadingError
from ..queries.certificates import certificates_of
from .doors import for_planners
from .programme_planning import run_by


@for_planners
@require_POST
def issue_certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    programme = run_by(request, pk)
    try:
        count = services.issue_certificates(programme, by=request.user)
    except ReadingError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)d certificate issued.", "%(n)d certificates issued.", count) % {"n": count}
        messages.success(
            request, said if count else _("Everybody who has reached a level has the certificate.")
        )
    return redirect("programme_desk", programme.pk)


@for_planners
@require_safe
def programme_certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of them as one PDF, to print and hand over."""
    letters = certificates_of(run_by(request, pk))
    if not letters:
        raise Http404
    answer = HttpResponse(pdf_of(letters), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="sertifikat.pdf"'
    return answer
