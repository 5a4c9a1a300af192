"""Links for parents: made by pupils, opened without an account, closed by teachers; and retelling."""

from __future__ import annotations

from base64 import b64encode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from ui import codes
from ui.addresses import own_address

from .. import services
from ..exceptions import LinkClosed, ReadingError
from ..models import ReadingLog
from ..sheet_forms import RetellingForm, SignatureForm
from .checking import TICKET
from .doors import class_and_pupil, for_checkers, for_pupils


@for_pupils
@require_http_methods(["GET", "HEAD", "POST"])
def parent_link(request: SignedInRequest) -> HttpResponse:
    """A pupil makes, shows or takes back the link for their parents."""
    if request.method == "POST":
        if request.POST.get("which") == "revoke":
            services.revoke_parent_links(request.user, by=request.user)
            messages.success(request, _("The link is closed."))
        else:
            services.make_parent_link(request.user, by=request.user)
        return redirect("parent_link")
    link = services.open_link(request.user)
    context: dict[str, object] = {"link": link}
    if link:
        address = request.build_absolute_uri(reverse("sign_reading", args=[link.token]))
        context |= {"address": address, "qr": qr_address(address)}
    return render(request, "reading/parent_link.html", context)


@for_checkers
@require_POST
def close_parent_links(request: SignedInRequest, pk: int, pupil: int) -> HttpResponse:
    """A teacher closes every link to a pupil's journal."""
    classroom, person = class_and_pupil(request, pk, pupil)
    services.revoke_parent_links(person.user, by=request.user)
    messages.success(request, _("Every link for parents of this pupil is closed."))
    return redirect("class_reader", classroom.pk, person.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_reading(request: HttpRequest, token: str) -> HttpResponse:
    """A parent sees what the child read and signs it. No account; whoever holds the link may."""
    try:
        answer = _sign(request, token)
    except LinkClosed:
        answer = render(request, "reading/link_closed.html", status=404)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


@for_checkers
@require_POST
def note_retelling(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pupil has told the teacher: verified, with that evidence."""
    entry = get_object_or_404(ReadingLog.objects.checkable_by(request.user), pk=pk)
    form = RetellingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long: 200 characters at most."))
        return redirect(own_address(request, request.POST.get("next")) or "verify_queue")
    said = form.cleaned_data
    try:
        services.note_retelling(entry, version=said["version"], by=request.user, note=said["note"])
    except ReadingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted: retold, and verified."))
    return redirect(own_address(request, request.POST.get("next")) or "verify_queue")


def qr_address(address: str) -> str:
    """A QR code as an image the page's policy lets through."""
    return "data:image/svg+xml;base64," + b64encode(codes.qr_svg(address).encode()).decode()


def _sign(request: HttpRequest, token: str) -> HttpResponse:
    link = services.link_by_token(token)
    form = SignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"browser": request.headers.get("User-Agent", "")}
        try:
            count = len(services.sign_entries(link, _tickets(request.POST), **said))
        except LinkClosed:
            raise
        except ReadingError as error:
            form.refuse(error)
        else:
            thanks = ngettext(
                "Thank you. %(n)d entry is signed.", "Thank you. %(n)d entries are signed.", count
            )
            messages.success(request, thanks % {"n": count})
            return redirect("sign_reading", token)
    context = {"link": link, "form": form, "entries": services.unsigned_entries(link)}
    return render(request, "reading/sign_reading.html", context)


def _tickets(post: QueryDict) -> dict[int, int]:
    found = [TICKET.fullmatch(ticket) for ticket in post.getlist("entry")]
    if not all(found):
        raise Http404
    return {int(ticket[1]): int(ticket[2]) for ticket in found if ticket}
