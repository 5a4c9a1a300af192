"""A person's own account."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import services
from accounts.exceptions import AccountError
from accounts.forms import ChoosePinForm
from accounts.landing import landing_url
from accounts.models import Grant, Pupil
from accounts.own_data import own_data_of
from accounts.permissions import needs_second_factor
from accounts.requests import SignedInRequest
from ui.addresses import own_address


@sensitive_post_parameters("password1", "password2")
@never_cache
@login_required
def choose_pin(request: SignedInRequest) -> HttpResponse:
    """The first page after the first PIN; later changes ask for the old PIN (account_change_password)."""
    if not request.user.must_change_password:
        return redirect("account_change_password")
    form = ChoosePinForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_password(request.user, form.cleaned_data["password1"])
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Your new PIN works from now on. Tell it to nobody."))
            return redirect(own_address(request, get_next_redirect_url(request)) or landing_url(request.user))
    pupil = Pupil.objects.filter(user=request.user).exists()
    return render(request, "accounts/choose_pin.html", {"form": form, "is_pupil": pupil})


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    grants = Grant.objects.filter(user=request.user).select_related("school", "classroom").order_by("pk")
    pupil = Pupil.objects.filter(user=request.user).select_related("school").first()
    context = {
        "grants": grants,
        "pupil": pupil,
        "second_factor": is_mfa_enabled(request.user),
        "second_factor_needed": needs_second_factor(request.user),
    }
    return render(request, "accounts/profile.html", context)


@never_cache
@login_required
def own_data(request: SignedInRequest) -> HttpResponse:
    response = JsonResponse(own_data_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response
