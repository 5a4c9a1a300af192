"""My notices, and how I want to be told."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Pupil
from accounts.requests import SignedInRequest
from notices import services
from notices.exceptions import NoticeError
from notices.forms import CodeForm, PhoneForm, WishForm
from notices.gateways import phone
from notices.models import Contact, Notice
from notices.registry import BY_PHONE

PER_PAGE = 30


@never_cache
@login_required
def my_notices(request: SignedInRequest) -> HttpResponse:
    """Unread first."""
    mine = Notice.objects.of(request.user).shown().select_related("user", "school").unread_first()
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    unread = any(notice.read_at is None for notice in page)
    return render(request, "notices/my_notices.html", {"page": page, "unread": unread})


@never_cache
@login_required
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leads where the notice points; to have opened it is to have read it. Somebody else's is a 404."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk).mark_read()
    return redirect(notice.link or "my_notices")


@require_POST
@login_required
def read_notices(request: SignedInRequest) -> HttpResponse:
    """One of mine by its number, or all."""
    mine = Notice.objects.of(request.user).shown()
    asked = request.POST.get("notice", "")
    if asked.isascii() and asked.isdigit():
        mine.filter(pk=int(asked[:18])).mark_read()
    elif not asked:
        mine.mark_read()
        messages.success(request, _("All notices are marked as read."))
    return redirect("my_notices")


@never_cache
@login_required
def notice_settings(
    request: SignedInRequest, phone_form: PhoneForm | None = None, code_form: CodeForm | None = None
) -> HttpResponse:
    pupil = Pupil.objects.active().filter(user=request.user).exists()
    sent = request.POST if request.method == "POST" and not (phone_form or code_form) else None
    form = WishForm(sent, user=request.user, pupil=pupil)
    if form.is_bound and form.is_valid():
        services.choose(request.user, form.choices(), language=form.cleaned_data.get("language", ""))
        messages.success(request, _("Your choice is saved."))
        return redirect("notice_settings")
    context = {"form": form, "pupil": pupil, "phone_form": phone_form, "code_form": code_form}
    return render(request, "notices/notice_settings.html", context | _addresses(request, pupil=pupil))


def _addresses(request: SignedInRequest, *, pupil: bool) -> dict[str, object]:
    """What an adult is reached by; forms that were sent and refused stay as they are."""
    if pupil:
        return {}
    contact = Contact.objects.filter(user=request.user).first()
    return {
        "email": EmailAddress.objects.filter(user=request.user).order_by("-verified", "-primary").first(),
        "contact": contact if contact and contact.phone else None,
        "by_phone": any(phone.available(channel) for channel in BY_PHONE),
        "new_phone": PhoneForm(),
        "new_code": CodeForm(),
    }


@require_POST
@login_required
def give_phone(request: SignedInRequest) -> HttpResponse:
    form = PhoneForm(request.POST)
    if form.is_valid():
        try:
            services.ask_for_code(
                request.user, number=form.cleaned_data["number"], by=form.cleaned_data["by"]
            )
        except NoticeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The code is on its way. Type it here within 30 minutes."))
            return redirect("notice_settings")
    return notice_settings(request, phone_form=form)


@require_POST
@login_required
def confirm_phone(request: SignedInRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            services.confirm_phone(request.user, form.cleaned_data["code"])
        except NoticeError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Your number is confirmed."))
            return redirect("notice_settings")
    return notice_settings(request, code_form=form)


@require_POST
@login_required
def remove_phone(request: SignedInRequest) -> HttpResponse:
    services.remove_phone(request.user)
    messages.success(request, _("Your number is deleted."))
    return redirect("notice_settings")
